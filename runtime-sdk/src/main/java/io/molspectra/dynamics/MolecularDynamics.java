package io.molspectra.dynamics;

import io.molspectra.molecule.AtomicMasses;
import io.molspectra.predict.EnergyAndForces;
import java.util.random.RandomGenerator;

/**
 * Newton's or Langevin's equations of motion for one isolated molecule. Immutable, and as
 * thread-safe as its forces are.
 */
public final class MolecularDynamics {

  private final double[] masses;
  private final Forces forces;
  private final DynamicsSettings settings;
  private final Limits limits;
  private final Integrator integrator;

  /** Dynamics within the usual limits. */
  public MolecularDynamics(int[] atomicNumbers, Forces forces, DynamicsSettings settings) {
    this(AtomicMasses.of(atomicNumbers), forces, settings, Limits.around(settings.temperature()));
  }

  /**
   * @param masses [atoms], dalton
   * @param limits beyond which the trajectory ends with a {@link DynamicsException}
   */
  public MolecularDynamics(
      double[] masses, Forces forces, DynamicsSettings settings, Limits limits) {
    this.masses = masses.clone();
    this.forces = forces;
    this.settings = settings;
    this.limits = limits;
    this.integrator =
        switch (settings.ensemble()) {
          case NVE -> new VelocityVerlet(settings.timestep());
          case NVT ->
              new Langevin(
                  settings.timestep(),
                  settings.temperature(),
                  settings.friction() / 1000,
                  settings.seed());
        };
  }

  /** How the atoms move. */
  public DynamicsSettings settings() {
    return settings;
  }

  /**
   * The atoms at these positions with velocities of the settings' temperature: Maxwell-Boltzmann,
   * without momentum and angular momentum, and scaled so that the temperature is exact.
   *
   * @param positions [atoms, 3], angstrom
   * @throws IllegalArgumentException if there are not three coordinates an atom
   * @throws DynamicsException if the start is beyond the limits
   */
  public State start(double[] positions) {
    if (positions.length != 3 * masses.length) {
      throw new IllegalArgumentException(
          "%d atoms need %d coordinates, got %d"
              .formatted(masses.length, 3 * masses.length, positions.length));
    }
    RigidMotion rigid = new RigidMotion(masses, positions);
    double[] velocities = rigid.removedFrom(maxwellBoltzmann());
    int free = 3 * masses.length - rigid.dimensions();
    double kinetic = Units.kineticEnergy(masses, velocities);
    double wanted = 0.5 * free * Units.BOLTZMANN * settings.temperature();
    // An atom alone has no motion of its own, only the rounding of one.
    double factor = free == 0 || kinetic == 0 ? 0 : Math.sqrt(wanted / kinetic);
    for (int k = 0; k < velocities.length; k++) {
      velocities[k] *= factor;
    }
    EnergyAndForces here = forces.at(positions);
    State state = new State(0, positions.clone(), velocities, here.energy(), here.forces(), 0);
    limits.require(state, temperature(state));
    return state;
  }

  /**
   * The state one time step later.
   *
   * @throws DynamicsException if it is beyond the limits
   */
  public State step(State from) {
    State next = integrator.step(from, masses, forces);
    limits.require(next, temperature(next));
    return next;
  }

  /** Energy of motion, eV. */
  public double kineticEnergy(State state) {
    return Units.kineticEnergy(masses, state.velocities());
  }

  /**
   * Temperature of the atoms' motion, kelvin: without the motion as a whole, which nothing changes,
   * in {@link Ensemble#NVE}; with it, since the thermostat acts on all, in {@link Ensemble#NVT}.
   */
  public double temperature(State state) {
    int fixed =
        settings.ensemble() == Ensemble.NVT
            ? 0
            : new RigidMotion(masses, state.positions()).dimensions();
    int free = 3 * masses.length - fixed;
    return free == 0 ? 0 : 2 * kineticEnergy(state) / (free * Units.BOLTZMANN);
  }

  /**
   * What exact dynamics would not change: potential and kinetic energy, less the heat of the
   * thermostat (Bussi and Parrinello, Phys. Rev. E 75 (2007) 056707); eV.
   */
  public double conserved(State state) {
    return state.energy() + kineticEnergy(state) - state.heat();
  }

  private double[] maxwellBoltzmann() {
    RandomGenerator random = StepRandom.of(settings.seed(), StepRandom.START);
    double[] velocities = new double[3 * masses.length];
    for (int k = 0; k < velocities.length; k++) {
      // Any temperature will do: the scale is set when the motion as a whole is out.
      velocities[k] = random.nextGaussian() / Math.sqrt(masses[k / 3]);
    }
    return velocities;
  }
}
