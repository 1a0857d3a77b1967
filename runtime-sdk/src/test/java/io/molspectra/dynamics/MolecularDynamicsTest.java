package io.molspectra.dynamics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.dynamics.DynamicsException.Problem;
import io.molspectra.predict.EnergyAndForces;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MolecularDynamicsTest {

  private static final int[] ARGON = {18, 18, 18, 18, 18};
  private static final Forces LENNARD_JONES = Potentials.lennardJones(0.0104, 3.4);

  private static DynamicsSettings nve(double timestep, double temperature) {
    return new DynamicsSettings(Ensemble.NVE, timestep, temperature, 0, 7);
  }

  @Test
  void aHarmonicDimerSwingsWithItsFrequency() {
    // H2: k = 575 N/m; omega = sqrt(k / mu), by hand in SI units
    double k = 575 / 16.02176634;
    double reduced = 0.5 * 1.008 * 1.66053906660e-27;
    double period = 2 * Math.PI / Math.sqrt(575 / reduced) * 1e15;
    var dynamics =
        new MolecularDynamics(new int[] {1, 1}, Potentials.harmonicDimer(k, 0.74), nve(0.01, 0));
    State state = dynamics.start(new double[] {0, 0, 0, 0, 0, 0.78});
    int crossings = 0;
    double last = 0;
    while (crossings < 20) {
      double before = state.positions()[5] - state.positions()[2] - 0.74;
      state = dynamics.step(state);
      double after = state.positions()[5] - state.positions()[2] - 0.74;
      if (before * after < 0) {
        crossings++;
        last = 0.01 * (state.step() - after / (after - before));
      }
    }
    // the first crossing is at a quarter; velocity Verlet is off by (omega dt)^2 / 24 = 3e-6
    assertEquals(period * (0.25 + 19 / 2.0), last, 1e-5 * last);
  }

  @Test
  void theEnergyErrorFallsWithTheSquareOfTheStep() {
    double coarse = worstEnergyError(10);
    double fine = worstEnergyError(5);
    assertTrue(coarse > 1e-7, "nothing to measure");
    assertEquals(4, coarse / fine, 0.5);
  }

  private static double worstEnergyError(double timestep) {
    var dynamics = new MolecularDynamics(ARGON, LENNARD_JONES, nve(timestep, 20));
    State state = dynamics.start(Potentials.argonCluster());
    double first = dynamics.conserved(state);
    double worst = 0;
    for (int i = 0; i < 4000 / timestep; i++) {
      state = dynamics.step(state);
      worst = Math.max(worst, Math.abs(dynamics.conserved(state) - first));
    }
    return worst;
  }

  @Test
  void constantEnergyDoesNotDriftOverAHundredThousandSteps() {
    var dynamics = new MolecularDynamics(ARGON, LENNARD_JONES, nve(5, 20));
    State state = dynamics.start(Potentials.argonCluster());
    double first = dynamics.conserved(state);
    RunStatistics statistics = RunStatistics.NONE;
    for (int i = 0; i < 100_000; i++) {
      state = dynamics.step(state);
      statistics = statistics.with(state.step() * 0.005, dynamics.conserved(state) - first, 0);
    }
    // over 500 ps; the energy itself swings by 1e-5 eV
    assertEquals(0, statistics.drift() * 500, 1e-6);
  }

  @Test
  void aTrajectoryRunsBackwardsWhenTheVelocitiesAreReversed() {
    var dynamics = new MolecularDynamics(ARGON, LENNARD_JONES, nve(5, 20));
    State start = dynamics.start(Potentials.argonCluster());
    State state = start;
    for (int i = 0; i < 500; i++) {
      state = dynamics.step(state);
    }
    double[] reversed = Arrays.stream(state.velocities()).map(v -> -v).toArray();
    state = new State(state.step(), state.positions(), reversed, state.energy(), state.forces(), 0);
    for (int i = 0; i < 500; i++) {
      state = dynamics.step(state);
    }
    assertArrayEquals(start.positions(), state.positions(), 1e-9);
  }

  @Test
  void theThermostatHoldsTemperatureAndSpreadOfAnOscillator() {
    // <x^2> = kT / k per degree of freedom, whatever the friction
    double k = 1;
    double temperature = 300;
    var settings = new DynamicsSettings(Ensemble.NVT, 2, temperature, 20, 5);
    var dynamics =
        new MolecularDynamics(
            new double[] {12, 16, 1, 14}, Potentials.trap(k), settings, new Limits(1e5, 0, 1e9));
    State state = dynamics.start(new double[] {0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1});
    for (int i = 0; i < 2000; i++) {
      state = dynamics.step(state);
    }
    double kelvin = 0;
    double squares = 0;
    int steps = 100_000;
    for (int i = 0; i < steps; i++) {
      state = dynamics.step(state);
      kelvin += dynamics.temperature(state) / steps;
      squares += Arrays.stream(state.positions()).map(x -> x * x).sum() / 12 / steps;
    }
    // 200 ps with a memory of 0.1 ps and 12 degrees of freedom: about 1 % of statistical error
    assertEquals(temperature, kelvin, 0.03 * temperature);
    assertEquals(Units.BOLTZMANN * temperature / k, squares, 0.04 * squares);
  }

  @Test
  void heatOfTheThermostatIsAccountedFor() {
    var settings = new DynamicsSettings(Ensemble.NVT, 5, 20, 2, 11);
    var dynamics = new MolecularDynamics(ARGON, LENNARD_JONES, settings);
    State state = dynamics.start(Potentials.argonCluster());
    double first = dynamics.conserved(state);
    double moved = 0;
    for (int i = 0; i < 5000; i++) {
      state = dynamics.step(state);
      moved = Math.max(moved, Math.abs(state.heat()));
    }
    assertTrue(moved > 1e-3, "the thermostat did nothing");
    assertEquals(first, dynamics.conserved(state), 2e-5);
  }

  @Test
  void withoutFrictionTheThermostatIsVelocityVerletInOtherWords() {
    var newton = new MolecularDynamics(ARGON, LENNARD_JONES, nve(5, 20));
    var langevin =
        new MolecularDynamics(
            ARGON, LENNARD_JONES, new DynamicsSettings(Ensemble.NVT, 5, 20, 0, 7));
    State a = newton.start(Potentials.argonCluster());
    State b = langevin.start(Potentials.argonCluster());
    for (int i = 0; i < 100; i++) {
      a = newton.step(a);
      b = langevin.step(b);
    }
    assertArrayEquals(a.positions(), b.positions(), 1e-11);
  }

  @Test
  void firstVelocitiesHaveTheTemperatureAndMoveNothingAsAWhole() {
    var dynamics = new MolecularDynamics(ARGON, LENNARD_JONES, nve(5, 20));
    State state = dynamics.start(Potentials.argonCluster());
    assertEquals(20, dynamics.temperature(state), 1e-9);
    double[] momentum = new double[3];
    double[] spin = new double[3];
    for (int i = 0; i < state.positions().length; i += 3) {
      for (int axis = 0; axis < 3; axis++) {
        int next = (axis + 1) % 3;
        int last = (axis + 2) % 3;
        momentum[axis] += state.velocities()[i + axis];
        spin[axis] +=
            state.positions()[i + next] * state.velocities()[i + last]
                - state.positions()[i + last] * state.velocities()[i + next];
      }
    }
    assertArrayEquals(new double[3], momentum, 1e-15);
    assertArrayEquals(new double[3], spin, 1e-14);
    assertEquals(9 * Units.BOLTZMANN * 20 / 2, dynamics.kineticEnergy(state), 1e-12);
  }

  @Test
  void aLinearMoleculeHasOneMotionOfItsOwnMoreAndAnAtomHasNone() {
    double[] mass = {16, 12, 16};
    double[] tilted = {0, 0, 0, 0.7, 0.7, 0.6, 1.4, 1.4, 1.2};
    assertEquals(5, new RigidMotion(mass, tilted).dimensions());
    assertEquals(5, new RigidMotion(mass, new double[] {0, 0, -1, 0, 0, 0, 0, 0, 1}).dimensions());
    double[] bent = tilted.clone();
    bent[3] += 0.05;
    assertEquals(6, new RigidMotion(mass, bent).dimensions());
    assertEquals(3, new RigidMotion(new double[] {4}, new double[] {1, 2, 3}).dimensions());
    var alone = new MolecularDynamics(new int[] {2}, Potentials.trap(0), nve(1, 300));
    assertArrayEquals(new double[3], alone.start(new double[] {1, 2, 3}).velocities());
  }

  @Test
  void anotherSeedGivesOtherVelocities() {
    var first = new MolecularDynamics(ARGON, LENNARD_JONES, nve(5, 20));
    var second =
        new MolecularDynamics(
            ARGON, LENNARD_JONES, new DynamicsSettings(Ensemble.NVE, 5, 20, 0, 8));
    double[] start = Potentials.argonCluster();
    assertArrayEquals(first.start(start).velocities(), first.start(start).velocities());
    assertNotEquals(first.start(start).velocities()[0], second.start(start).velocities()[0]);
  }

  @Test
  void whatExplodesEndsWithItsName() {
    assertProblem(Problem.ATOMS_TOO_CLOSE, Potentials.trap(0.05), nve(1, 0));
    assertProblem(Problem.ATOM_LOST, Potentials.trap(-0.01), nve(5, 300));
    assertProblem(Problem.TOO_HOT, Potentials.trap(2), nve(1, 0));
    assertProblem(
        Problem.NOT_FINITE,
        positions -> new EnergyAndForces(0, new double[] {0, Double.NaN, 0, 0, 0, 0}),
        nve(1, 0));
    assertProblem(
        Problem.NOT_FINITE,
        positions -> new EnergyAndForces(Double.POSITIVE_INFINITY, new double[6]),
        nve(1, 0));
  }

  private static void assertProblem(Problem problem, Forces forces, DynamicsSettings settings) {
    var dynamics = new MolecularDynamics(new int[] {2, 2}, forces, settings);
    var fault =
        assertThrows(
            DynamicsException.class,
            () -> {
              State state = dynamics.start(new double[] {-1, 0, 0, 1, 0.1, 0});
              for (int i = 0; i < 5000; i++) {
                state = dynamics.step(state);
              }
            });
    assertEquals(problem, fault.problem(), fault.getMessage());
    assertTrue(String.valueOf(fault.getMessage()).startsWith("step "), fault.getMessage());
  }
}
