package io.molspectra.features;

import java.util.Arrays;

/** The atoms of a cell, moved into it, and their images within reach of it, as points. */
final class PeriodicImages {
  private static final long MOST = 1L << 26;

  private final Lattice lattice;

  /** Cells by which an atom lies outside, [atoms, 3]. */
  private final int[] outside;

  /** The image of each atom that lies in the cell. */
  private final int[] home;

  private final IntList atoms = new IntList();
  private final IntList shifts = new IntList();
  private double[] points;

  /**
   * @throws IllegalArgumentException if there are too many
   */
  PeriodicImages(double[] positions, Lattice lattice, double reach) {
    this.lattice = lattice;
    int n = positions.length / 3;
    outside = new int[3 * n];
    home = new int[n];
    points = new double[6 * n + 3];
    int[] first = new int[3];
    int[] last = new int[3];
    for (int atom = 0; atom < n; atom++) {
      for (int vector = 0; vector < 3; vector++) {
        double fraction =
            lattice.fraction(
                positions[3 * atom], positions[3 * atom + 1], positions[3 * atom + 2], vector);
        double whole = Math.floor(fraction);
        double range = reach / lattice.heights()[vector];
        if (Math.abs(whole) > 1e6 || range > 1e3) {
          throw new IllegalArgumentException(
              "atom %d lies %.3g cells away, and the cutoff reaches over %.3g cells: too many"
                  .formatted(atom + 1, whole, range));
        }
        outside[3 * atom + vector] = (int) whole;
        first[vector] = (int) Math.ceil(whole - fraction - range);
        last[vector] = (int) Math.floor(1 + whole - fraction + range);
      }
      addImages(positions, atom, first, last);
    }
  }

  private void addImages(double[] positions, int atom, int[] first, int[] last) {
    long added = 1;
    for (int vector = 0; vector < 3; vector++) {
      added *= last[vector] - first[vector] + 1L;
    }
    if (atoms.size + added > MOST) {
      throw new IllegalArgumentException(
          "more than %d images of atoms lie within the cutoff: the cell is too small for it"
              .formatted(MOST));
    }
    for (int a = first[0]; a <= last[0]; a++) {
      for (int b = first[1]; b <= last[1]; b++) {
        for (int c = first[2]; c <= last[2]; c++) {
          if (a == 0 && b == 0 && c == 0) {
            home[atom] = atoms.size;
          }
          add(
              positions,
              atom,
              a - outside[3 * atom],
              b - outside[3 * atom + 1],
              c - outside[3 * atom + 2]);
        }
      }
    }
  }

  private void add(double[] positions, int atom, int a, int b, int c) {
    int at = 3 * atoms.size;
    if (points.length < at + 3) {
      points = Arrays.copyOf(points, 2 * points.length);
    }
    for (int axis = 0; axis < 3; axis++) {
      points[at + axis] = positions[3 * atom + axis] + lattice.along(a, b, c, axis);
    }
    atoms.add(atom);
    shifts.add(a);
    shifts.add(b);
    shifts.add(c);
  }

  Grid grid(double reach) {
    var dense = new DenseGrid();
    return dense.fill(points, atoms.size, reach)
        ? dense
        : new SparseGrid(points, atoms.size, reach);
  }

  /** Appends the images near an atom, its own in the cell among them. */
  void near(Grid grid, int atom, IntList found) {
    int at = 3 * home[atom];
    grid.near(points[at], points[at + 1], points[at + 2], found);
  }

  int atom(int image) {
    return atoms.values[image];
  }

  /** Cells by which an image's atom is moved if another atom stays where it is, into the array. */
  void shift(int atom, int image, int[] cells) {
    for (int vector = 0; vector < 3; vector++) {
      cells[vector] = shifts.values[3 * image + vector] + outside[3 * atom + vector];
    }
  }

  /** Squared distance of two atoms; exactly the same if they change places. */
  double squared(double[] positions, int i, int j, int[] cells) {
    double sum = 0;
    for (int axis = 0; axis < 3; axis++) {
      double d =
          positions[3 * j + axis]
              - positions[3 * i + axis]
              + lattice.along(cells[0], cells[1], cells[2], axis);
      sum += d * d;
    }
    return sum;
  }
}
