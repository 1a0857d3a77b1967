package io.molspectra.dynamics;

import java.util.ArrayList;
import java.util.List;

/**
 * The velocities that move a molecule as a whole. In mass-weighted velocities, sqrt(m) v, they span
 * a space of 6 dimensions (5 for a linear molecule, 3 for an atom); what is orthogonal to it has
 * neither momentum nor angular momentum.
 */
final class RigidMotion {

  /**
   * A rotation that moves the atoms less than this share of the largest one is none: the axis of a
   * linear molecule whose atoms lie on a line to the digits of a file.
   */
  private static final double LINEAR = 1e-4;

  private final double[] masses;
  private final List<double[]> basis = new ArrayList<>();

  RigidMotion(double[] masses, double[] positions) {
    this.masses = masses;
    double[] centre = centre(masses, positions);
    List<double[]> rotations = new ArrayList<>();
    for (int axis = 0; axis < 3; axis++) {
      double[] translation = new double[positions.length];
      double[] rotation = new double[positions.length];
      int next = (axis + 1) % 3;
      int last = (axis + 2) % 3;
      for (int atom = 0; atom < masses.length; atom++) {
        double root = Math.sqrt(masses[atom]);
        translation[3 * atom + axis] = root;
        rotation[3 * atom + last] = root * (positions[3 * atom + next] - centre[next]);
        rotation[3 * atom + next] = -root * (positions[3 * atom + last] - centre[last]);
      }
      add(translation, 0);
      rotations.add(rotation);
    }
    double largest = rotations.stream().mapToDouble(r -> Math.sqrt(dot(r, r))).max().orElse(0);
    // Of a linear molecule two rotations remain, whichever way it lies: the largest come first.
    rotations.sort((a, b) -> Double.compare(dot(b, b), dot(a, a)));
    rotations.forEach(rotation -> add(rotation, LINEAR * largest));
  }

  /** How many ways there are to move as a whole. */
  int dimensions() {
    return basis.size();
  }

  /** The velocities without any motion as a whole. */
  double[] removedFrom(double[] velocities) {
    double[] weighted = velocities.clone();
    for (int k = 0; k < weighted.length; k++) {
      weighted[k] *= Math.sqrt(masses[k / 3]);
    }
    basis.forEach(direction -> project(weighted, direction));
    for (int k = 0; k < weighted.length; k++) {
      weighted[k] /= Math.sqrt(masses[k / 3]);
    }
    return weighted;
  }

  private void add(double[] direction, double least) {
    // Twice, because the first pass leaves rounding that the division below would enlarge.
    for (int pass = 0; pass < 2; pass++) {
      basis.forEach(known -> project(direction, known));
    }
    double length = Math.sqrt(dot(direction, direction));
    if (length > least) {
      for (int k = 0; k < direction.length; k++) {
        direction[k] /= length;
      }
      basis.add(direction);
    }
  }

  private static void project(double[] vector, double[] unit) {
    double along = dot(vector, unit);
    for (int k = 0; k < vector.length; k++) {
      vector[k] -= along * unit[k];
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }

  private static double[] centre(double[] masses, double[] positions) {
    double[] centre = new double[3];
    double total = 0;
    for (double mass : masses) {
      total += mass;
    }
    for (int k = 0; k < positions.length; k++) {
      centre[k % 3] += masses[k / 3] * positions[k] / total;
    }
    return centre;
  }
}
