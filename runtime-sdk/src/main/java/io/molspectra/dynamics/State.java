package io.molspectra.dynamics;

/**
 * Everything the next step depends on. Arrays are shared and not to be changed.
 *
 * @param step how many steps were made
 * @param positions [atoms, 3], angstrom
 * @param velocities [atoms, 3], angstrom per fs
 * @param energy potential energy at the positions, eV
 * @param forces at the positions, [atoms, 3], eV per angstrom
 * @param heat energy the thermostat has put in since the start, eV; 0 without one
 */
public record State(
    long step,
    double[] positions,
    double[] velocities,
    double energy,
    double[] forces,
    double heat) {

  /** Number of atoms. */
  public int atomCount() {
    return positions.length / 3;
  }
}
