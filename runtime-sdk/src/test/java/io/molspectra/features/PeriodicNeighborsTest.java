package io.molspectra.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PeriodicNeighborsTest {

  /** A chain of one atom a cell along x: images at whole distances. */
  @Test
  void anAtomSeesItsOwnImages() {
    double[] cell = {1, 0, 0, 0, 50, 0, 0, 0, 50};
    var neighbors = PeriodicNeighbors.within(new double[3], cell, 3);
    assertEquals(4, neighbors.atoms().length);
    assertArrayEquals(new int[] {-2, 0, 0, -1, 0, 0, 1, 0, 0, 2, 0, 0}, neighbors.shifts());
  }

  /** Sodium chloride: 6 nearest neighbours at half the cell, 12 next at its half times root 2. */
  @Test
  void coordinationOfRockSalt() {
    double a = 5.64;
    double[] positions = new double[24];
    for (int site = 0; site < 8; site++) {
      for (int axis = 0; axis < 3; axis++) {
        positions[3 * site + axis] = (site >> axis & 1) * a / 2;
      }
    }
    double[] cell = {a, 0, 0, 0, a, 0, 0, 0, a};
    assertEquals(8 * 6, PeriodicNeighbors.within(positions, cell, a / 2 + 0.01).atoms().length);
    assertEquals(
        8 * 18, PeriodicNeighbors.within(positions, cell, a / Math.sqrt(2) + 0.01).atoms().length);
  }

  @Property(tries = 150)
  void findsWhatComparingAllImagesFinds(
      @ForAll @IntRange(min = 1, max = 12) int atoms,
      @ForAll @DoubleRange(min = 0.5, max = 6) double cutoff,
      @ForAll @DoubleRange(min = 0, max = 0.8) double skew,
      @ForAll long seed) {
    Random random = new Random(seed);
    double[] cell = new double[9];
    for (int k = 0; k < 9; k++) {
      cell[k] = k % 4 == 0 ? 2.5 + 6 * random.nextDouble() : skew * 2 * random.nextGaussian();
    }
    // Then no neighbour is more than 6 / 1.5 cells away.
    Assume.that(leastHeight(cell) >= 1.5);
    double[] positions = new double[3 * atoms];
    for (int k = 0; k < positions.length; k += 3) {
      for (int vector = 0; vector < 3; vector++) {
        double fraction = 4 * random.nextDouble() - 1.5;
        for (int axis = 0; axis < 3; axis++) {
          positions[k + axis] += fraction * cell[3 * vector + axis];
        }
      }
    }
    List<List<Integer>> expected = compareAll(positions, cell, cutoff);
    var found = PeriodicNeighbors.within(positions, cell, cutoff);
    List<List<Integer>> actual = new ArrayList<>();
    for (int i = 0; i < atoms; i++) {
      for (int at = found.starts()[i]; at < found.starts()[i + 1]; at++) {
        int[] s = found.shifts();
        actual.add(List.of(i, found.atoms()[at], s[3 * at], s[3 * at + 1], s[3 * at + 2]));
      }
    }
    assertEquals(expected, actual);
  }

  @Property(tries = 20)
  void aLargeCellWithoutNeighborsAcrossItIsAMolecule(
      @ForAll @IntRange(min = 64, max = 300) int atoms, @ForAll long seed) {
    Random random = new Random(seed);
    float[] positions = new float[3 * atoms];
    double[] wide = new double[3 * atoms];
    for (int k = 0; k < positions.length; k++) {
      positions[k] = 15 * random.nextFloat();
      wide[k] = positions[k];
    }
    var search = new NeighborSearch();
    search.add(positions, 5);
    double[] cell = {100, 0, 0, 0, 100, 0, 0, 0, 100};
    var found = PeriodicNeighbors.within(wide, cell, 5);
    assertEquals(search.pairs(), found.atoms().length);
    for (int at = 0; at < found.atoms().length; at++) {
      assertEquals(search.neighbor(at), found.atoms()[at]);
    }
  }

  @Test
  void whatCannotBeIsRefused() {
    double[] flat = {1, 0, 0, 0, 1, 0, 1, 1, 0};
    double[] tiny = {1e-4, 0, 0, 0, 1, 0, 0, 0, 1};
    double[] one = {0, 0, 0};
    for (double[] cell : new double[][] {flat, tiny, new double[9], new double[4]}) {
      assertThrows(IllegalArgumentException.class, () -> PeriodicNeighbors.within(one, cell, 5));
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> PeriodicNeighbors.within(new double[] {Double.NaN, 0, 0}, flat, 5));
  }

  private static List<List<Integer>> compareAll(double[] p, double[] cell, double cutoff) {
    int n = p.length / 3;
    int range = 8;
    List<List<Integer>> pairs = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int a = -range; a <= range; a++) {
          for (int b = -range; b <= range; b++) {
            for (int c = -range; c <= range; c++) {
              double squared = 0;
              for (int x = 0; x < 3; x++) {
                double d = p[3 * j + x] - p[3 * i + x];
                d += a * cell[x] + b * cell[3 + x] + c * cell[6 + x];
                squared += d * d;
              }
              if (squared < cutoff * cutoff && !(i == j && a == 0 && b == 0 && c == 0)) {
                pairs.add(List.of(i, j, a, b, c));
              }
            }
          }
        }
      }
    }
    return pairs;
  }

  private static double leastHeight(double[] cell) {
    double least = Double.POSITIVE_INFINITY;
    for (int v = 0; v < 3; v++) {
      double[] normal = new double[3];
      double volume = 0;
      int a = 3 * ((v + 1) % 3);
      int b = 3 * ((v + 2) % 3);
      for (int x = 0; x < 3; x++) {
        int y = (x + 1) % 3;
        int z = (x + 2) % 3;
        normal[x] = cell[a + y] * cell[b + z] - cell[a + z] * cell[b + y];
        volume += normal[x] * cell[3 * v + x];
      }
      double area =
          Math.sqrt(normal[0] * normal[0] + normal[1] * normal[1] + normal[2] * normal[2]);
      least = Math.min(least, Math.abs(volume) / area);
    }
    return least;
  }
}
