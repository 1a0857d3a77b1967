package io.molspectra.predict;

import java.util.Arrays;

/**
 * One vector for every atom of a list of molecules.
 *
 * @param values [A, 3] row by row, molecules in the order given
 * @param atomOffsets [M + 1]; molecule m owns atoms atomOffsets[m] .. atomOffsets[m + 1] - 1
 */
public record AtomVectors(float[] values, int[] atomOffsets) {

  /** Number of molecules. */
  public int moleculeCount() {
    return atomOffsets.length - 1;
  }

  /** A copy of the vectors of one molecule, [atoms, 3]. */
  public float[] of(int molecule) {
    return Arrays.copyOfRange(values, 3 * atomOffsets[molecule], 3 * atomOffsets[molecule + 1]);
  }
}
