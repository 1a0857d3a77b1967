package io.molspectra.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.molecule.Molecule;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
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

  /** Sizes as they occur among drug-like molecules, all atoms neighbours of each other. */
  @Test
  void moleculesOfLikeSizeShareABatchSoThatFewSlotsStayEmpty() {
    Random random = new Random(1);
    List<Molecule> molecules =
        IntStream.range(0, 256)
            .map(i -> 18 + (int) (4 * random.nextGaussian()))
            .mapToObj(n -> new Molecule("m", new int[n], new float[3 * n]))
            .toList();
    var run = new BatchedRun(5, Options.throughput());
    double asTheyCome = padding(run.split(molecules));
    double sorted = padding(run.split(SizeOrder.of(molecules).sorted()));
    assertTrue(asTheyCome > 0.2, "as they come: " + asTheyCome);
    assertTrue(sorted < 0.02, "sorted: " + sorted);
  }

  private static double padding(List<List<Molecule>> batches) {
    double used = 0;
    double all = 0;
    for (List<Molecule> batch : batches) {
      int slots = batch.stream().mapToInt(Molecule::atomCount).max().orElseThrow();
      for (Molecule molecule : batch) {
        used += (double) molecule.atomCount() * molecule.atomCount();
        all += (double) molecule.atomCount() * slots;
      }
    }
    return 1 - used / all;
  }

  @Test
  void rowsFindTheWayBackToTheirMoleculesAndAtoms() {
    List<Molecule> molecules =
        IntStream.of(3, 1, 2, 1)
            .mapToObj(n -> new Molecule("m" + n, new int[n], new float[3 * n]))
            .toList();
    SizeOrder order = SizeOrder.of(molecules);
    assertArrayEquals(new int[] {1, 3, 2, 0}, order.places());
    Output perMolecule = new Output(new long[] {4, 2}, new float[] {1, 1, 3, 3, 2, 2, 0, 0});
    assertArrayEquals(new float[] {0, 0, 1, 1, 2, 2, 3, 3}, order.restore(perMolecule).values());
    Output perAtom = new Output(new long[] {7}, new double[] {1, 3, 20, 21, 0, 1, 2});
    assertArrayEquals(new double[] {0, 1, 2, 1, 20, 21, 3}, order.restore(perAtom).doubles());
    Output other = new Output(new long[] {5}, new float[5]);
    assertSame(other, order.restore(other));
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
