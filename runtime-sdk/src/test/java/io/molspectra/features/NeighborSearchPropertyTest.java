package io.molspectra.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.molspectra.molecule.Molecule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class NeighborSearchPropertyTest {

  @Property(tries = 200)
  void gridSearchFindsWhatComparingAllPairsFinds(
      @ForAll @IntRange(min = 1, max = 200) int atoms,
      @ForAll @DoubleRange(min = 0.1, max = 12) double cutoff,
      @ForAll long seed) {
    assertSameLists(cloud(atoms, 15, new Random(seed)), cutoff);
  }

  /** Integer coordinates and cutoffs: many pairs lie exactly at the cutoff and on cell walls. */
  @Property(tries = 200)
  void gridSearchAgreesForPairsExactlyAtTheCutoff(
      @ForAll @IntRange(min = 1, max = 200) int atoms,
      @ForAll @IntRange(min = 1, max = 6) int cutoff,
      @ForAll long seed) {
    float[] positions = cloud(atoms, 12, new Random(seed));
    for (int k = 0; k < positions.length; k++) {
      positions[k] = Math.round(positions[k]);
    }
    assertSameLists(positions, cutoff);
  }

  @Property(tries = 100)
  void everyBatchKeepsTheContract(
      @ForAll @IntRange(min = 1, max = 8) int molecules,
      @ForAll @IntRange(min = 1, max = 90) int largest,
      @ForAll @IntRange(min = 1, max = 5) int slotMultiple,
      @ForAll long seed) {
    Random random = new Random(seed);
    List<Molecule> list = new ArrayList<>();
    for (int m = 0; m < molecules; m++) {
      int atoms = 1 + random.nextInt(largest);
      list.add(new Molecule("m" + m, new int[atoms], cloud(atoms, 9, random)));
    }
    BatchInvariants.check(new MoleculeBatcher(5.0, slotMultiple).batch(list));
  }

  /** Far apart, on a line, in two clusters: boxes that are nearly empty. */
  @Property(tries = 100)
  void sparseMoleculesToo(
      @ForAll @IntRange(min = 64, max = 300) int atoms,
      @ForAll @IntRange(min = 0, max = 2) int kind,
      @ForAll long seed) {
    float[] positions = cloud(atoms, 8, new Random(seed));
    for (int k = 0; k < positions.length; k++) {
      int atom = k / 3;
      positions[k] += kind == 0 ? atom : kind == 1 ? atom % 2 * 1e6f : atom % 2 * 3e9f;
    }
    assertSameLists(positions, 5);
  }

  @Property(tries = 50)
  void aSearchMayBeUsedAgain(
      @ForAll @IntRange(min = 1, max = 200) int first,
      @ForAll @IntRange(min = 1, max = 200) int second,
      @ForAll long seed) {
    Random random = new Random(seed);
    float[] before = cloud(first, 10, random);
    float[] after = cloud(second, 14, random);
    var search = new NeighborSearch();
    search.add(before, 5);
    search.add(after, 5);
    assertArrayEquals(pairs(after, 5), found(search, first, second));
    search.clear();
    search.add(after, 4);
    assertArrayEquals(pairs(after, 4), found(search, 0, second));
  }

  private static void assertSameLists(float[] positions, double cutoff) {
    int atoms = positions.length / 3;
    int[][] all = pairs(positions, cutoff);
    var search = new NeighborSearch();
    search.add(positions, cutoff);
    assertArrayEquals(all, found(search, 0, atoms));
    double[] points = new double[positions.length];
    for (int k = 0; k < points.length; k++) {
      points[k] = positions[k];
    }
    assertArrayEquals(all, found(new SparseGrid(points, atoms, cutoff), points));
    var dense = new DenseGrid();
    if (dense.fill(points, atoms, cutoff)) {
      assertArrayEquals(all, found(dense, points));
    }
  }

  /** Comparing every atom with every other. */
  private static int[][] pairs(float[] positions, double cutoff) {
    int n = positions.length / 3;
    int[][] neighbors = new int[n][];
    for (int i = 0; i < n; i++) {
      int atom = i;
      neighbors[i] =
          IntStream.range(0, n)
              .filter(j -> j != atom && squared(positions, atom, j) < cutoff * cutoff)
              .toArray();
    }
    return neighbors;
  }

  private static double squared(float[] positions, int i, int j) {
    double sum = 0;
    for (int axis = 0; axis < 3; axis++) {
      double difference = (double) positions[3 * i + axis] - positions[3 * j + axis];
      sum += difference * difference;
    }
    return sum;
  }

  private static int[][] found(NeighborSearch search, int first, int atoms) {
    int[][] neighbors = new int[atoms][];
    for (int i = 0; i < atoms; i++) {
      neighbors[i] =
          IntStream.range(search.start(first + i), search.start(first + i + 1))
              .map(search::neighbor)
              .toArray();
    }
    return neighbors;
  }

  private static int[][] found(Grid grid, double[] points) {
    int[][] neighbors = new int[points.length / 3][];
    for (int i = 0; i < neighbors.length; i++) {
      int atom = i;
      var list = new IntList();
      grid.near(points[3 * i], points[3 * i + 1], points[3 * i + 2], list);
      neighbors[i] =
          Arrays.stream(list.values, 0, list.size).filter(j -> j != atom).sorted().toArray();
    }
    return neighbors;
  }

  private static float[] cloud(int atoms, double side, Random random) {
    float[] positions = new float[3 * atoms];
    for (int k = 0; k < positions.length; k++) {
      positions[k] = (float) ((random.nextDouble() - 0.5) * side);
    }
    return positions;
  }
}
