package io.molspectra.features;

import java.util.Arrays;

/**
 * Neighbours of the atoms of a periodic cell, images of the atom itself included: all atoms and
 * images at a distance strictly below the cutoff, however small or skewed the cell. Time and memory
 * are linear in the atoms and their images within the cutoff. The graphs of this version take no
 * cell: this is for programs that need the pairs themselves.
 *
 * @param starts [atoms + 1]: the neighbours of atom i are the entries from starts[i] to starts[i +
 *     1] - 1
 * @param atoms [pairs] the neighbour, ascending for each atom
 * @param shifts [pairs, 3] whole cells by which the neighbour is moved: its place is positions[j] +
 *     shifts x cell; ascending for each neighbour
 */
public record PeriodicNeighbors(int[] starts, int[] atoms, int[] shifts) {

  /** Two points a little farther apart than the cutoff may meet by rounding: both are looked at. */
  private static final double MARGIN = 1 + 1e-9;

  /**
   * Finds all pairs.
   *
   * @param positions [atoms, 3], angstrom; atoms may lie outside the cell
   * @param cell [3, 3], its vectors row by row, angstrom
   * @param cutoff angstrom, positive
   * @throws IllegalArgumentException if a number is not finite, the cell has no volume, or the
   *     cutoff reaches over more than 2^26 images
   */
  public static PeriodicNeighbors within(double[] positions, double[] cell, double cutoff) {
    if (positions.length % 3 != 0 || cell.length != 9 || !(cutoff > 0)) {
      throw new IllegalArgumentException(
          "positions must be [atoms, 3], the cell [3, 3] and the cutoff positive");
    }
    if (!Arrays.stream(positions).allMatch(Double::isFinite)
        || !Arrays.stream(cell).allMatch(Double::isFinite)
        || Double.isInfinite(cutoff)) {
      throw new IllegalArgumentException("positions, cell and cutoff must be finite");
    }
    int n = positions.length / 3;
    if (n == 0) {
      return new PeriodicNeighbors(new int[1], new int[0], new int[0]);
    }
    var images = new PeriodicImages(positions, new Lattice(cell), cutoff * MARGIN);
    return collect(positions, cutoff, images);
  }

  private static PeriodicNeighbors collect(
      double[] positions, double cutoff, PeriodicImages images) {
    int n = positions.length / 3;
    int[] starts = new int[n + 1];
    var atoms = new IntList();
    var shifts = new IntList();
    var found = new IntList();
    int[] shift = new int[3];
    Grid grid = images.grid(cutoff * MARGIN);
    for (int i = 0; i < n; i++) {
      found.size = 0;
      images.near(grid, i, found);
      // Images are numbered atom by atom with shifts ascending: the order that is wanted.
      Arrays.sort(found.values, 0, found.size);
      for (int at = 0; at < found.size; at++) {
        int image = found.values[at];
        int j = images.atom(image);
        images.shift(i, image, shift);
        boolean itself = i == j && shift[0] == 0 && shift[1] == 0 && shift[2] == 0;
        if (!itself && images.squared(positions, i, j, shift) < cutoff * cutoff) {
          atoms.add(j);
          for (int axis = 0; axis < 3; axis++) {
            shifts.add(shift[axis]);
          }
        }
      }
      starts[i + 1] = atoms.size;
    }
    return new PeriodicNeighbors(
        starts, Arrays.copyOf(atoms.values, atoms.size), Arrays.copyOf(shifts.values, shifts.size));
  }
}
