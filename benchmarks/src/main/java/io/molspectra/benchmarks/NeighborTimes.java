package io.molspectra.benchmarks;

import io.molspectra.features.MoleculeBatch;
import io.molspectra.features.MoleculeBatcher;
import io.molspectra.features.NeighborPairs;
import io.molspectra.features.PeriodicNeighbors;
import io.molspectra.molecule.Molecule;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Time of the neighbour search for 10 to 100,000 atoms at the density of an organic liquid, alone,
 * with the index tensors, and in a periodic cell. Linear means: the time of a pair stays the same.
 */
public final class NeighborTimes {
  private static final int[] SIZES = {10, 18, 50, 100, 300, 1000, 3000, 10000, 30000, 100000};

  /** Atoms in a cubic angstrom, as in liquid ethanol with its hydrogens. */
  private static final double DENSITY = 0.09;

  private static final double SECONDS = 1.5;

  private NeighborTimes() {}

  /** Prints a line for each size. */
  public static void main(String[] words) throws IOException {
    new Arguments("neighbors", words).finish();
    System.out.println(Machine.describe());
    System.out.printf(
        "cutoff %.0f angstrom, one thread; medians%n%8s %10s %12s %9s %14s %14s%n",
        Size.CUTOFF, "atoms", "pairs", "search us", "ns/pair", "tensors ns/pr", "periodic ns/pr");
    for (int atoms : SIZES) {
      measure(atoms);
    }
  }

  private static void measure(int atoms) {
    double side = Math.cbrt(atoms / DENSITY);
    Random random = new Random(atoms);
    float[] positions = new float[3 * atoms];
    double[] wide = new double[3 * atoms];
    for (int k = 0; k < positions.length; k++) {
      positions[k] = (float) (random.nextDouble() * side);
      wide[k] = positions[k];
    }
    double[] cell = {side, 0, 0, 0, side, 0, 0, 0, side};
    List<Molecule> molecule = List.of(new Molecule("cloud", new int[atoms], positions));
    var batcher = new MoleculeBatcher(Size.CUTOFF);
    long[] counts = new long[3];
    Timing[] timings =
        Timing.inTurn(
            3,
            5,
            SECONDS,
            () -> counts[0] = NeighborPairs.count(positions, Size.CUTOFF),
            () -> {
              MoleculeBatch batch = batcher.batch(molecule);
              counts[1] = 2L * (batch.pairCount() - atoms);
            },
            () -> counts[2] = PeriodicNeighbors.within(wide, cell, Size.CUTOFF).atoms().length);
    System.out.printf(
        Locale.ROOT,
        "%8d %10d %12.1f %9.1f %14.1f %14.1f%n",
        atoms,
        counts[0],
        timings[0].median() * 1e6,
        timings[0].median() * 1e9 / Math.max(1, counts[0]),
        timings[1].median() * 1e9 / Math.max(1, counts[1]),
        timings[2].median() * 1e9 / Math.max(1, counts[2]));
  }
}
