package io.molspectra.trainer.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NoisyBatchTest {

  private final StructureStore store = Structures.store(2_000);

  @Test
  void noiseIsNoisyMinusCleanPositionsAtomByAtom() {
    int[] indices = {7, 3, 1_999};
    NoisyBatch batch = NoisyBatch.training(store, indices, 0.04, 1, 5);
    int filled = 0;
    for (int m = 0; m < indices.length; m++) {
      float[] clean = store.molecule(indices[m]).positions();
      float[] noisy = batch.molecules().get(m).positions();
      assertEquals(store.id(indices[m]), batch.molecules().get(m).id());
      for (int k = 0; k < clean.length; k++) {
        assertEquals(clean[k] + batch.noise()[filled++], noisy[k]);
      }
    }
    assertEquals(batch.noise().length, filled);
  }

  @Test
  void noiseHasTheAskedStandardDeviation() {
    float[] noise =
        NoisyBatch.training(store, IntStream.range(0, 2_000).toArray(), 0.04, 1, 5).noise();
    double squares = IntStream.range(0, noise.length).mapToDouble(k -> noise[k] * noise[k]).sum();
    double standardError = 0.04 / Math.sqrt(2.0 * noise.length);
    assertEquals(0.04, Math.sqrt(squares / noise.length), 5 * standardError);
  }

  @Test
  void sameSeedAndStepGiveTheSameNoiseOthersNewNoise() {
    int[] indices = {1, 2, 3};
    float[] noise = NoisyBatch.training(store, indices, 0.04, 1, 5).noise();
    assertArrayEquals(noise, NoisyBatch.training(store, indices, 0.04, 1, 5).noise());
    assertFalse(Arrays.equals(noise, NoisyBatch.training(store, indices, 0.04, 1, 6).noise()));
    assertFalse(Arrays.equals(noise, NoisyBatch.training(store, indices, 0.04, 2, 5).noise()));
    assertFalse(Arrays.equals(noise, NoisyBatch.validation(store, indices, 0.04, 1).noise()));
  }

  @Test
  void validationNoiseDoesNotDependOnTheBatches() {
    float[] together = NoisyBatch.validation(store, new int[] {8, 9}, 0.04, 1).noise();
    float[] first = NoisyBatch.validation(store, new int[] {8}, 0.04, 1).noise();
    float[] second = NoisyBatch.validation(store, new int[] {9}, 0.04, 1).noise();
    assertArrayEquals(first, Arrays.copyOf(together, first.length));
    assertArrayEquals(second, Arrays.copyOfRange(together, first.length, together.length));
  }
}
