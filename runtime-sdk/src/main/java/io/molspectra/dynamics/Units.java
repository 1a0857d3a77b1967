package io.molspectra.dynamics;

/** Constants that tie eV, angstrom, femtosecond, dalton and kelvin together. */
final class Units {

  /** Boltzmann's constant in eV per kelvin, exact in the SI: k / e. */
  static final double BOLTZMANN = 1.380649e-23 / 1.602176634e-19;

  /** CODATA 2018, kg. */
  private static final double DALTON = 1.66053906660e-27;

  /** One eV per angstrom and dalton, as an acceleration in angstrom per fs^2. */
  static final double ACCELERATION = 1.602176634e-19 / DALTON * 1e-10;

  private Units() {}

  /** Kinetic energy in eV. */
  static double kineticEnergy(double[] masses, double[] velocities) {
    double sum = 0;
    for (int k = 0; k < velocities.length; k++) {
      sum += masses[k / 3] * velocities[k] * velocities[k];
    }
    return 0.5 * sum / ACCELERATION;
  }
}
