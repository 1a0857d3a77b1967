package io.molspectra.conformer;

/**
 * The angle between the planes of atoms 0 1 2 and 1 2 3, which need not be bonded, and what it
 * changes by when they move (Blondel and Karplus, J. Comput. Chem. 17, 1132, 1996).
 */
final class Dihedral {

  private final int[] atoms;
  private final double[] f;
  private final double[] g;
  private final double[] h;
  private final double[] one;
  private final double[] other;

  /**
   * @param positions A, [3 * atoms]
   * @param atoms four indices; no three of these atoms are in line
   */
  Dihedral(double[] positions, int[] atoms) {
    this.atoms = atoms;
    f = difference(positions, atoms[0], atoms[1]);
    g = difference(positions, atoms[1], atoms[2]);
    h = difference(positions, atoms[3], atoms[2]);
    one = cross(f, g);
    other = cross(h, g);
  }

  /** In radians, from -pi to pi. */
  double angle() {
    return Math.atan2(dot(cross(other, one), g) / Math.sqrt(dot(g, g)), dot(one, other));
  }

  /**
   * Adds the gradient of something that depends on the angle.
   *
   * @param slope its derivative by the angle
   * @param gradient by the positions, [3 * atoms]
   */
  void addGradient(double slope, double[] gradient) {
    double length = Math.sqrt(dot(g, g));
    double byOne = slope / dot(one, one);
    double byOther = slope / dot(other, other);
    for (int axis = 0; axis < 3; axis++) {
      double first = -length * byOne * one[axis];
      double last = length * byOther * other[axis];
      double middle =
          dot(f, g) / length * byOne * one[axis] - dot(h, g) / length * byOther * other[axis];
      gradient[3 * atoms[0] + axis] += first;
      gradient[3 * atoms[1] + axis] += middle - first;
      gradient[3 * atoms[2] + axis] -= middle + last;
      gradient[3 * atoms[3] + axis] += last;
    }
  }

  private static double[] difference(double[] positions, int to, int from) {
    return new double[] {
      positions[3 * to] - positions[3 * from],
      positions[3 * to + 1] - positions[3 * from + 1],
      positions[3 * to + 2] - positions[3 * from + 2]
    };
  }

  private static double[] cross(double[] a, double[] b) {
    return new double[] {
      a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]
    };
  }

  private static double dot(double[] a, double[] b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  }
}
