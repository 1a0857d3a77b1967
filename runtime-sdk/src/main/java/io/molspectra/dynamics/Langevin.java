package io.molspectra.dynamics;

import io.molspectra.predict.EnergyAndForces;
import java.util.random.RandomGenerator;

/**
 * Langevin dynamics in the splitting BAOAB (Leimkuhler and Matthews, Appl. Math. Res. Express
 * (2013) 34): half a kick, half a drift, the exact Ornstein-Uhlenbeck step, half a drift, half a
 * kick. Of the splittings with one force a step it samples positions most exactly.
 *
 * @param timestep fs
 * @param temperature kelvin
 * @param friction per fs
 * @param seed of the noise
 */
record Langevin(double timestep, double temperature, double friction, long seed)
    implements Integrator {

  @Override
  public State step(State from, double[] masses, Forces forces) {
    double[] before = Integrator.kicked(from.velocities(), from.forces(), masses, 0.5 * timestep);
    double[] halfway = Integrator.drifted(from.positions(), before, 0.5 * timestep);
    double[] after = thermalised(before, masses, from.step());
    double heat = Units.kineticEnergy(masses, after) - Units.kineticEnergy(masses, before);
    double[] positions = Integrator.drifted(halfway, after, 0.5 * timestep);
    EnergyAndForces there = forces.at(positions);
    return new State(
        from.step() + 1,
        positions,
        Integrator.kicked(after, there.forces(), masses, 0.5 * timestep),
        there.energy(),
        there.forces(),
        from.heat() + heat);
  }

  private double[] thermalised(double[] velocities, double[] masses, long step) {
    double kept = Math.exp(-friction * timestep);
    double added =
        Math.sqrt((1 - kept * kept) * Units.BOLTZMANN * temperature * Units.ACCELERATION);
    RandomGenerator random = StepRandom.of(seed, step);
    double[] thermal = new double[velocities.length];
    for (int k = 0; k < thermal.length; k++) {
      thermal[k] = kept * velocities[k] + added / Math.sqrt(masses[k / 3]) * random.nextGaussian();
    }
    return thermal;
  }
}
