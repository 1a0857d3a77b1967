package io.molspectra.molecule;

import java.util.HashMap;
import java.util.Map;

/**
 * Finds pairs of atoms that may be closer than {@link MoleculeReaders#MIN_DISTANCE}, in time linear
 * in the atoms wherever they lie: sorted along an axis, the atoms of a sheet across it would be
 * compared with one another.
 */
final class NearPoints {

  private final float[] positions;
  private final int count;

  /**
   * @param positions [count, 3] and more
   */
  NearPoints(float[] positions, int count) {
    this.positions = positions;
    this.count = count;
  }

  /** Takes a pair, first before second. */
  @FunctionalInterface
  interface Pairs {
    void check(int first, int second) throws RecordFault;
  }

  /**
   * Visits all pairs that are near, and perhaps others.
   *
   * @throws RecordFault of the visitor; visits end with it, so no place is crowded
   */
  void forEach(Pairs pairs) throws RecordFault {
    Map<Long, Integer> lastInCell = new HashMap<>(2 * count);
    int[] before = new int[count];
    for (int atom = 0; atom < count; atom++) {
      long x = cell(atom, 0);
      long y = cell(atom, 1);
      long z = cell(atom, 2);
      for (int neighbour = 0; neighbour < 27; neighbour++) {
        long key = key(x + neighbour / 9 - 1, y + neighbour / 3 % 3 - 1, z + neighbour % 3 - 1);
        for (int other = lastInCell.getOrDefault(key, -1); other >= 0; other = before[other]) {
          pairs.check(other, atom);
        }
      }
      Integer last = lastInCell.put(key(x, y, z), atom);
      before[atom] = last == null ? -1 : last;
    }
  }

  private long cell(int atom, int axis) {
    return (long) Math.floor(positions[3 * atom + axis] / MoleculeReaders.MIN_DISTANCE);
  }

  /** Cells of the same key are compared in vain, no more. */
  private static long key(long x, long y, long z) {
    long mixed = x * 0x9E3779B97F4A7C15L + y * 0xC2B2AE3D27D4EB4FL + z * 0x165667B19E3779F9L;
    return mixed ^ (mixed >>> 29);
  }
}
