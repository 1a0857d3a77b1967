package io.molspectra.features;

import java.util.function.IntConsumer;

/**
 * Sorts atoms into cubes a little wider than the cutoff, so that all neighbours of an atom lie in
 * its own cube or one of the 26 around it. Cubes are hashed into about as many buckets as there are
 * atoms: memory is linear in the atoms, however far apart they are.
 */
final class CellGrid {

  /** Wider than the cutoff by more than rounding can move an atom across a cube's wall. */
  private static final double MARGIN = 1.000001;

  /**
   * Cubes beyond this one are merged; a pair of float32 atoms so far out has no resolution left.
   */
  private static final int LAST_CELL = 100_000_000;

  private final int[] cells;
  private final int[] bucketStarts;
  private final int[] bucketAtoms;
  private final int mask;

  CellGrid(float[] positions, double cutoff) {
    int n = positions.length / 3;
    cells = new int[3 * n];
    for (int axis = 0; axis < 3; axis++) {
      double low = Double.POSITIVE_INFINITY;
      for (int i = 0; i < n; i++) {
        low = Math.min(low, positions[3 * i + axis]);
      }
      for (int i = 0; i < n; i++) {
        double cell = Math.floor((positions[3 * i + axis] - low) / (cutoff * MARGIN));
        cells[3 * i + axis] = (int) Math.min(cell, LAST_CELL);
      }
    }
    mask = Integer.highestOneBit(Math.max(1, n - 1)) * 2 - 1;
    bucketStarts = new int[mask + 2];
    bucketAtoms = new int[n];
    for (int i = 0; i < n; i++) {
      bucketStarts[bucketOf(i) + 1]++;
    }
    for (int b = 0; b <= mask; b++) {
      bucketStarts[b + 1] += bucketStarts[b];
    }
    int[] next = bucketStarts.clone();
    for (int i = 0; i < n; i++) {
      bucketAtoms[next[bucketOf(i)]++] = i;
    }
  }

  /** Visits every atom in the 27 cubes around the given atom once, the atom itself included. */
  void forEachNear(int atom, IntConsumer visitor) {
    for (int dx = -1; dx <= 1; dx++) {
      for (int dy = -1; dy <= 1; dy++) {
        for (int dz = -1; dz <= 1; dz++) {
          int x = cells[3 * atom] + dx;
          int y = cells[3 * atom + 1] + dy;
          int z = cells[3 * atom + 2] + dz;
          int bucket = hash(x, y, z) & mask;
          for (int at = bucketStarts[bucket]; at < bucketStarts[bucket + 1]; at++) {
            int other = bucketAtoms[at];
            // Cubes may share a bucket: without this test an atom could be visited twice.
            if (cells[3 * other] == x && cells[3 * other + 1] == y && cells[3 * other + 2] == z) {
              visitor.accept(other);
            }
          }
        }
      }
    }
  }

  private int bucketOf(int atom) {
    return hash(cells[3 * atom], cells[3 * atom + 1], cells[3 * atom + 2]) & mask;
  }

  private static int hash(int x, int y, int z) {
    int h = x * 0x9E3779B1 + y * 0x85EBCA77 + z * 0xC2B2AE3D;
    h ^= h >>> 15;
    h *= 0x2C1B3C6D;
    return h ^ (h >>> 13);
  }
}
