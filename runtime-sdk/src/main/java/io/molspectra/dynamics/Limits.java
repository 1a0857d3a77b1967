package io.molspectra.dynamics;

import io.molspectra.dynamics.DynamicsException.Problem;

/**
 * What a trajectory must not exceed. A force field is asked about geometries it never saw as soon
 * as it errs; what follows is no physics, and better ended.
 *
 * @param temperature highest, kelvin
 * @param closest least distance of two atoms, angstrom
 * @param loneliest largest distance of an atom to the nearest other one, angstrom
 */
public record Limits(double temperature, double closest, double loneliest) {

  /**
   * Ten times the temperature and 3000 K more, since a molecule may start far from its minimum; the
   * shortest bond, H-H, is 0.74 angstrom long.
   */
  public static Limits around(double temperature) {
    return new Limits(10 * temperature + 3000, 0.3, 8);
  }

  /**
   * Lets a sound state pass.
   *
   * @throws DynamicsException NOT_FINITE, TOO_HOT, ATOMS_TOO_CLOSE or ATOM_LOST, with step and atom
   */
  void require(State state, double kelvin) {
    String where = "step " + state.step();
    requireFinite(where, "velocity", state.velocities());
    requireSound(where, state.positions(), state.energy(), state.forces());
    if (kelvin > temperature) {
      throw fault(
          Problem.TOO_HOT, where, "%.0f K, more than %.0f K".formatted(kelvin, temperature));
    }
  }

  /** The same for atoms without velocities. */
  void requireSound(String where, double[] positions, double energy, double[] forces) {
    requireFinite(where, "position", positions);
    requireFinite(where, "force", forces);
    if (!Double.isFinite(energy)) {
      throw fault(Problem.NOT_FINITE, where, "the energy is " + energy);
    }
    for (int atom = 0; atom < positions.length / 3; atom++) {
      double nearest = nearest(positions, atom);
      if (nearest < closest) {
        throw fault(
            Problem.ATOMS_TOO_CLOSE,
            where,
            "atom %d is %.2f angstrom from another".formatted(atom + 1, nearest));
      }
      if (nearest > loneliest && !Double.isInfinite(nearest)) {
        throw fault(
            Problem.ATOM_LOST,
            where,
            "atom %d is %.1f angstrom from the nearest other".formatted(atom + 1, nearest));
      }
    }
  }

  private static void requireFinite(String where, String what, double[] values) {
    for (int k = 0; k < values.length; k++) {
      if (!Double.isFinite(values[k])) {
        throw fault(
            Problem.NOT_FINITE,
            where,
            "%s %s of atom %d is %s".formatted(what, "xyz".charAt(k % 3), k / 3 + 1, values[k]));
      }
    }
  }

  /** Distance to the nearest other atom; infinite for one atom alone. */
  private static double nearest(double[] positions, int atom) {
    double nearest = Double.POSITIVE_INFINITY;
    for (int other = 0; other < positions.length; other += 3) {
      if (other != 3 * atom) {
        double x = positions[other] - positions[3 * atom];
        double y = positions[other + 1] - positions[3 * atom + 1];
        double z = positions[other + 2] - positions[3 * atom + 2];
        nearest = Math.min(nearest, x * x + y * y + z * z);
      }
    }
    return Math.sqrt(nearest);
  }

  private static DynamicsException fault(Problem problem, String where, String what) {
    return new DynamicsException(
        problem, "%s: %s; the model leaves what it knows".formatted(where, what));
  }
}
