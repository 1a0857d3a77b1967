package io.molspectra.features;

/**
 * Vectors of a periodic cell.
 *
 * @param vectors [3, 3], row by row, angstrom
 * @param inverse [3, 3], of the same matrix
 * @param heights of the cell over each of its faces, angstrom
 */
record Lattice(double[] vectors, double[] inverse, double[] heights) {

  /**
   * @throws IllegalArgumentException if the vectors lie in one plane
   */
  Lattice(double[] vectors) {
    this(vectors.clone(), inverse(vectors), new double[3]);
    for (int axis = 0; axis < 3; axis++) {
      // Columns of the inverse stand on the faces; their lengths are one over the heights.
      heights[axis] =
          1 / Math.hypot(Math.hypot(inverse[axis], inverse[3 + axis]), inverse[6 + axis]);
    }
  }

  private static double[] inverse(double[] m) {
    double[] inverse = new double[9];
    for (int row = 0; row < 3; row++) {
      int a = 3 * ((row + 1) % 3);
      int b = 3 * ((row + 2) % 3);
      for (int axis = 0; axis < 3; axis++) {
        int y = (axis + 1) % 3;
        int z = (axis + 2) % 3;
        inverse[3 * axis + row] = m[a + y] * m[b + z] - m[a + z] * m[b + y];
      }
    }
    double volume = m[0] * inverse[0] + m[1] * inverse[3] + m[2] * inverse[6];
    for (int k = 0; k < 9; k++) {
      inverse[k] /= volume;
      if (!Double.isFinite(inverse[k])) {
        throw new IllegalArgumentException("the cell has no volume: its vectors lie in one plane");
      }
    }
    return inverse;
  }

  /** Where a place lies along a cell vector, in cells. */
  double fraction(double x, double y, double z, int vector) {
    return x * inverse[vector] + y * inverse[3 + vector] + z * inverse[6 + vector];
  }

  /** One coordinate of a sum of whole cell vectors. */
  double along(int a, int b, int c, int axis) {
    return a * vectors[axis] + b * vectors[3 + axis] + c * vectors[6 + axis];
  }
}
