package io.molspectra.features;

import java.util.Arrays;

/**
 * Neighbours of every atom of one molecule, in ascending order and without the atom itself. The
 * neighbours of atom i are {@code atoms[starts[i]] .. atoms[starts[i + 1] - 1]}.
 *
 * @param starts [atoms + 1]
 * @param atoms [directed pairs]
 */
record NeighborList(int[] starts, int[] atoms) {

  /** From this size on the cell list is faster than comparing every atom with every other. */
  static final int CELL_LIST_FROM = 64;

  /**
   * Finds all pairs closer than the cutoff (strictly). Distances are computed in double precision
   * from the float32 coordinates, so that both directions of a pair agree.
   *
   * @param positions [atoms, 3], finite
   */
  static NeighborList within(float[] positions, double cutoff) {
    return positions.length / 3 < CELL_LIST_FROM
        ? bruteForce(positions, cutoff)
        : cellList(positions, cutoff);
  }

  static NeighborList bruteForce(float[] positions, double cutoff) {
    int n = positions.length / 3;
    Builder found = new Builder(n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (j != i && isWithin(positions, i, j, cutoff)) {
          found.add(j);
        }
      }
      found.endAtom();
    }
    return found.build();
  }

  static NeighborList cellList(float[] positions, double cutoff) {
    int n = positions.length / 3;
    CellGrid grid = new CellGrid(positions, cutoff);
    Builder found = new Builder(n);
    for (int i = 0; i < n; i++) {
      int atom = i;
      grid.forEachNear(
          atom,
          j -> {
            if (j != atom && isWithin(positions, atom, j, cutoff)) {
              found.add(j);
            }
          });
      found.endAtom();
    }
    return found.build();
  }

  private static boolean isWithin(float[] positions, int i, int j, double cutoff) {
    double x = (double) positions[3 * i] - positions[3 * j];
    double y = (double) positions[3 * i + 1] - positions[3 * j + 1];
    double z = (double) positions[3 * i + 2] - positions[3 * j + 2];
    return x * x + y * y + z * z < cutoff * cutoff;
  }

  int count(int atom) {
    return starts[atom + 1] - starts[atom];
  }

  int largestCount() {
    int largest = 0;
    for (int i = 0; i + 1 < starts.length; i++) {
      largest = Math.max(largest, count(i));
    }
    return largest;
  }

  private static final class Builder {
    private final int[] starts;
    private int[] atoms;
    private int atom;
    private int size;

    Builder(int atomCount) {
      starts = new int[atomCount + 1];
      atoms = new int[(int) Math.min(16L * atomCount, 1 << 24)];
    }

    void add(int neighbor) {
      if (size == atoms.length) {
        if (size > (1 << 29)) {
          throw new IllegalArgumentException(
              "more than 2^29 neighbour pairs in one molecule of "
                  + (starts.length - 1)
                  + " atoms: the coordinates are not in angstrom, or the atoms lie on one point");
        }
        atoms = Arrays.copyOf(atoms, 2 * size);
      }
      atoms[size++] = neighbor;
    }

    void endAtom() {
      Arrays.sort(atoms, starts[atom], size);
      starts[++atom] = size;
    }

    NeighborList build() {
      return new NeighborList(starts, Arrays.copyOf(atoms, size));
    }
  }
}
