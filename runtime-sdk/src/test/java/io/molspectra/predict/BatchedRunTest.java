package io.molspectra.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.molspectra.molecule.Molecule;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchedRunTest {

  @Test
  void batchesHoldAtMostSoManyMolecules() {
    assertEquals(List.of(List.of(1, 1), List.of(1, 1), List.of(1)), split(2, 100, 1, 1, 1, 1, 1));
  }

  @Test
  void batchesHoldAtMostSoManyAtoms() {
    assertEquals(List.of(List.of(4, 6), List.of(5, 5), List.of(1)), split(9, 10, 4, 6, 5, 5, 1));
  }

  @Test
  void aMoleculeBeyondTheLimitMakesABatchOfItsOwn() {
    assertEquals(List.of(List.of(2), List.of(50), List.of(3)), split(9, 10, 2, 50, 3));
  }

  @Test
  void partsAreJoinedAlongTheFirstAxis() {
    Output joined =
        BatchedRun.join(
            List.of(
                new Output(new long[] {1, 2}, new float[] {1, 2}),
                new Output(new long[] {2, 2}, new float[] {3, 4, 5, 6})));
    assertArrayEquals(new long[] {3, 2}, joined.shape());
    assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, joined.values());
  }

  /** The atom counts of each batch. */
  private static List<List<Integer>> split(int maxMolecules, int maxAtoms, int... atoms) {
    Options options = Options.defaults().withBatch(maxMolecules, maxAtoms);
    List<Molecule> molecules =
        Arrays.stream(atoms)
            .mapToObj(n -> new Molecule("m", new int[n], new float[3 * n]))
            .toList();
    return new BatchedRun(5, options)
        .split(molecules).stream()
            .map(part -> part.stream().map(Molecule::atomCount).toList())
            .toList();
  }
}
