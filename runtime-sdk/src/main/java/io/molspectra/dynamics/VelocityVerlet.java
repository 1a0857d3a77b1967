package io.molspectra.dynamics;

import io.molspectra.predict.EnergyAndForces;

/**
 * Velocity Verlet (Swope et al., J. Chem. Phys. 76 (1982) 637): symplectic and time-reversible, so
 * the energy fluctuates with the square of the step but does not drift.
 *
 * @param timestep fs
 */
record VelocityVerlet(double timestep) implements Integrator {

  @Override
  public State step(State from, double[] masses, Forces forces) {
    double[] half = Integrator.kicked(from.velocities(), from.forces(), masses, 0.5 * timestep);
    double[] positions = Integrator.drifted(from.positions(), half, timestep);
    EnergyAndForces there = forces.at(positions);
    double[] velocities = Integrator.kicked(half, there.forces(), masses, 0.5 * timestep);
    return new State(
        from.step() + 1, positions, velocities, there.energy(), there.forces(), from.heat());
  }
}
