package io.molspectra.dynamics;

/** One step in time. */
sealed interface Integrator permits VelocityVerlet, Langevin {

  /** The state one time step later; forces are computed once. */
  State step(State from, double[] masses, Forces forces);

  /** Velocities after a force acted on them for some time, in fs. */
  static double[] kicked(double[] velocities, double[] forces, double[] masses, double time) {
    double[] kicked = velocities.clone();
    for (int k = 0; k < kicked.length; k++) {
      kicked[k] += time * Units.ACCELERATION * forces[k] / masses[k / 3];
    }
    return kicked;
  }

  /** Positions after some time at these velocities. */
  static double[] drifted(double[] positions, double[] velocities, double time) {
    double[] drifted = positions.clone();
    for (int k = 0; k < drifted.length; k++) {
      drifted[k] += time * velocities[k];
    }
    return drifted;
  }
}
