package io.molspectra.trainer.contract;

import io.molspectra.trainer.data.StructureStore;
import io.molspectra.trainer.sample.SampleMolecules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Molecules that are hard for an equivariant network, and ordinary ones. */
public final class Structures {
  private static final int H = 1;
  private static final int C = 6;
  private static final int N = 7;
  private static final int O = 8;
  private static final int F = 9;
  private static final StructureStore SAMPLE = sample();
  private static final int[] ELEMENTS = {H, H, C, C, N, O, F, 16};

  private Structures() {}

  /** Ordinary molecules spread over the bundled sample. */
  public static List<Structure> real(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> SAMPLE.molecule((int) ((i + 0.5) * SAMPLE.count() / count)))
        .map(Structure::of)
        .toList();
  }

  private static StructureStore sample() {
    try {
      return SampleMolecules.load();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A handful of real molecules and all special ones. */
  public static List<Structure> all() {
    var all = new ArrayList<>(real(7));
    all.addAll(special());
    return List.copyOf(all);
  }

  /** Sites at which symmetry makes vectors zero, or directions coincide or span a plane only. */
  public static List<Structure> special() {
    return List.of(
        new Structure("single C", new int[] {C}, 0.5, -0.25, 1.75),
        new Structure("single H", new int[] {H}, 0, 0, 0),
        new Structure("C and O beyond the cutoff", new int[] {C, O}, 0, 0, 0, 0, 6, 0),
        new Structure("H2", new int[] {H, H}, 0, 0, 0, 0, 0, 0.74),
        new Structure("CO2", new int[] {C, O, O}, 0, 0, 0, 1.16, 0, 0, -1.16, 0, 0),
        new Structure("HCN", new int[] {H, C, N}, 0, 0, -1.07, 0, 0, 0, 0, 0, 1.16),
        acetylene(),
        methane(),
        new Structure(
            "formaldehyde",
            new int[] {O, C, H, H},
            0,
            0,
            1.21,
            0,
            0,
            0,
            0.94,
            0,
            -0.59,
            -0.94,
            0,
            -0.59),
        ring(3, 1.31, F).with(new Structure("B", new int[] {5}, 0, 0, 0)).named("BF3"),
        benzene(),
        new Structure(
            "SF6",
            new int[] {16, F, F, F, F, F, F},
            0,
            0,
            0,
            1.56,
            0,
            0,
            -1.56,
            0,
            0,
            0,
            1.56,
            0,
            0,
            -1.56,
            0,
            0,
            0,
            1.56,
            0,
            0,
            -1.56));
  }

  /** One structure of two that do not see each other's insides: 3 angstrom between their boxes. */
  public static Structure apart(Structure first, Structure second) {
    double right = Double.NEGATIVE_INFINITY;
    double left = Double.POSITIVE_INFINITY;
    for (int i = 0; i < first.atoms(); i++) {
      right = Math.max(right, first.positions()[3 * i]);
    }
    for (int i = 0; i < second.atoms(); i++) {
      left = Math.min(left, second.positions()[3 * i]);
    }
    return first.with(Motion.translation(right + 3 - left, 0, 0).move(second));
  }

  /** Exactly so many atoms of real molecules side by side, the last molecule cut short. */
  public static Structure cluster(int atoms) {
    Structure joined = null;
    for (Structure next : real(12)) {
      int missing = atoms - (joined == null ? 0 : joined.atoms());
      if (missing > 0) {
        Structure part = next.first(Math.min(missing, next.atoms()));
        joined = joined == null ? part : apart(joined, part);
      }
    }
    return Objects.requireNonNull(joined).named("cluster of " + atoms);
  }

  /** Atoms of common elements at random places of a box, no two nearer than 0.7 angstrom. */
  public static Structure random(int atoms, long seed) {
    var random = new SplittableRandom(seed);
    double[] positions = new double[3 * atoms];
    int[] elements = new int[atoms];
    for (int placed = 0; placed < atoms; ) {
      for (int axis = 0; axis < 3; axis++) {
        positions[3 * placed + axis] = 5 * random.nextDouble();
      }
      elements[placed] = ELEMENTS[random.nextInt(ELEMENTS.length)];
      if (isFree(positions, placed)) {
        placed++;
      }
    }
    return new Structure("random " + atoms + "/" + seed, elements, positions);
  }

  private static boolean isFree(double[] positions, int atom) {
    for (int other = 0; other < atom; other++) {
      double squared = 0;
      for (int axis = 0; axis < 3; axis++) {
        double d = positions[3 * atom + axis] - positions[3 * other + axis];
        squared += d * d;
      }
      if (squared < 0.49) {
        return false;
      }
    }
    return true;
  }

  /** CH4 at exact tetrahedral symmetry: all vectors of the carbon are zero. */
  public static Structure methane() {
    double a = 0.629;
    return new Structure(
        "CH4", new int[] {C, H, H, H, H}, 0, 0, 0, a, a, a, a, -a, -a, -a, a, -a, -a, -a, a);
  }

  private static Structure acetylene() {
    return new Structure(
        "C2H2", new int[] {H, C, C, H}, 0, -1.66, 0, 0, -0.6, 0, 0, 0.6, 0, 0, 1.66, 0);
  }

  /** D6h as well as coordinates can hold it. */
  public static Structure benzene() {
    return ring(6, 1.39, C).with(ring(6, 2.48, H)).named("C6H6");
  }

  private static Structure ring(int size, double radius, int element) {
    int[] elements = new int[size];
    double[] positions = new double[3 * size];
    for (int i = 0; i < size; i++) {
      double angle = 2 * Math.PI * i / size;
      elements[i] = element;
      positions[3 * i] = radius * Math.cos(angle);
      positions[3 * i + 1] = radius * Math.sin(angle);
    }
    return new Structure("ring", elements, positions);
  }
}
