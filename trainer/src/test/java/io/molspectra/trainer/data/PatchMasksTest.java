package io.molspectra.trainer.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatchMasksTest {

  @ParameterizedTest
  @CsvSource({"69, 0.1, 7", "139, 0.1, 14", "349, 0.1, 35", "69, 0.3, 21", "10, 0, 0", "3, 0.5, 2"})
  void asManyPatchesAreHiddenAsTheReferenceHides(int patches, double ratio, int hidden) {
    float[] mask = PatchMasks.random(patches, ratio, PatchMasks.training(1, 1));
    assertEquals(hidden, sum(mask));
  }

  @Test
  void theLargestNumbersAreHidden() {
    float[] mask = PatchMasks.ofNoise(new double[] {0.9, 0.1, 0.5, 0.7}, 0.5);
    assertArrayEquals(new float[] {1, 0, 0, 1}, mask);
  }

  @Test
  void masksAreAFunctionOfSeedAndStepOrMolecule() {
    float[] first = PatchMasks.random(100, 0.2, PatchMasks.training(1, 5));
    assertArrayEquals(first, PatchMasks.random(100, 0.2, PatchMasks.training(1, 5)));
    assertFalse(Arrays.equals(first, PatchMasks.random(100, 0.2, PatchMasks.training(1, 6))));
    assertFalse(Arrays.equals(first, PatchMasks.random(100, 0.2, PatchMasks.training(2, 5))));
    assertFalse(Arrays.equals(first, PatchMasks.random(100, 0.2, PatchMasks.validation(1, 5))));
  }

  @Test
  void everyPatchIsHiddenAsOftenAsAnyOther() {
    double[] counts = new double[20];
    int steps = 4000;
    for (int step = 0; step < steps; step++) {
      float[] mask = PatchMasks.random(20, 0.25, PatchMasks.training(3, step));
      for (int i = 0; i < 20; i++) {
        counts[i] += mask[i];
      }
    }
    for (double count : counts) {
      // Five standard deviations of a binomial.
      assertEquals(0.25 * steps, count, 5 * Math.sqrt(steps * 0.25 * 0.75));
    }
  }

  private static double sum(float[] mask) {
    double sum = 0;
    for (float value : mask) {
      sum += value;
    }
    return sum;
  }
}
