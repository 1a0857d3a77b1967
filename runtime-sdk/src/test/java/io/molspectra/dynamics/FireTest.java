package io.molspectra.dynamics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.dynamics.DynamicsException.Problem;
import io.molspectra.predict.EnergyAndForces;
import org.junit.jupiter.api.Test;

class FireTest {

  @Test
  void fiveArgonAtomsFindTheTriangularBipyramid() {
    // the global minimum of the Lennard-Jones cluster of five, -9.103852 epsilon
    Relaxed relaxed =
        new Fire(1e-6, 2000).relax(Potentials.lennardJones(0.0104, 3.4), Potentials.argonCluster());
    assertTrue(relaxed.converged());
    assertTrue(relaxed.largestForce() <= 1e-6);
    assertEquals(-9.103852 * 0.0104, relaxed.energy(), 1e-8);
  }

  @Test
  void aStretchedBondFindsItsLength() {
    Relaxed relaxed =
        new Fire(1e-5, 500)
            .relax(Potentials.harmonicDimer(36, 0.74), new double[] {0, 0, 0, 0, 0, 1.4});
    assertTrue(relaxed.converged());
    assertEquals(0.74, relaxed.positions()[5] - relaxed.positions()[2], 1e-5 / 36 * 2);
  }

  @Test
  void aMinimumNeedsNoStep() {
    double[] minimum = {0, 0, 0, 0, 0, 0.74};
    Relaxed relaxed = new Fire(0.01, 10).relax(Potentials.harmonicDimer(36, 0.74), minimum);
    assertEquals(0, relaxed.steps());
    assertTrue(relaxed.converged());
  }

  @Test
  void tooFewStepsAreSaidToBeTooFew() {
    Relaxed relaxed =
        new Fire(1e-6, 3).relax(Potentials.lennardJones(0.0104, 3.4), Potentials.argonCluster());
    assertEquals(3, relaxed.steps());
    assertFalse(relaxed.converged());
  }

  @Test
  void atomsThatFallIntoOneAnotherAreAnError() {
    var collapse =
        assertThrows(
            DynamicsException.class,
            () -> new Fire(0.01, 500).relax(Potentials.trap(5), new double[] {-1, 0, 0, 1, 0, 0}));
    assertEquals(Problem.ATOMS_TOO_CLOSE, collapse.problem());
    var undefined =
        assertThrows(
            DynamicsException.class,
            () ->
                new Fire(0.01, 500)
                    .relax(x -> new EnergyAndForces(Double.NaN, new double[6]), new double[6]));
    assertEquals(Problem.NOT_FINITE, undefined.problem());
  }
}
