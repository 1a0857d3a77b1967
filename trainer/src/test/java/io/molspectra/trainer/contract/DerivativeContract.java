package io.molspectra.trainer.contract;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.trainer.execute.Precision;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Forces are the energy's derivative, and have derivatives themselves, at every structure. */
public interface DerivativeContract {
  Subject subject();

  @Property(tries = 10)
  default void forcesEqualCentralDifferencesOfTheEnergy(
      @ForAll @IntRange(min = 1, max = 10) int atoms, @ForAll long seed) {
    assertConservative(List.of(Structures.random(atoms, seed)), "random atoms");
  }

  @Test
  default void forcesEqualCentralDifferencesAtRealAndSymmetricStructures() {
    var structures = new ArrayList<>(Structures.special());
    structures.addAll(Structures.real(1));
    assertConservative(structures, "real and symmetric");
  }

  private void assertConservative(List<Structure> structures, String which) {
    try (Evaluator evaluator = subject().evaluator(Precision.FLOAT64)) {
      for (Structure structure : structures) {
        Predictions exact = evaluator.alone(structure);
        double[] forces = exact.forces();
        double[] slopes = CentralDifferences.energyGradient(evaluator, structure);
        double error = 0;
        for (int i = 0; i < forces.length; i++) {
          error = Math.max(error, Math.abs(forces[i] + slopes[i]));
        }
        // Differences cannot resolve forces that vanish, as near the cutoff, beside the energy.
        double scale = Math.max(Agreement.largest(forces), 1e-3 * Math.abs(exact.energy()));
        double relative = Agreement.ratio(error, scale);
        Measurements.note(
            subject().name(), Precision.FLOAT64, "central differences", which, relative);
        assertTrue(
            relative <= 1e-6, () -> "%s: relative error %.2e".formatted(structure, relative));
      }
    }
  }

  /**
   * Of forces, along a random direction: analytic, by the engine's autograd, and by differences.
   */
  @Test
  default void hessianVectorProductsAgreeThreeWays() {
    try (var derivatives = new SecondDerivatives(subject(), Precision.FLOAT64)) {
      for (Structure structure : Structures.all()) {
        double[] direction = SecondDerivatives.direction(structure, 3);
        double[] nodes = derivatives.hessianTimes(structure, direction);
        double[] engine = derivatives.hessianTimesByEngine(structure, direction);
        double[] differences = derivatives.hessianTimesByDifferences(structure, direction);
        double scale = Agreement.largest(nodes);
        double byEngine = Agreement.ratio(Agreement.difference(nodes, engine), scale);
        double byDifferences = Agreement.ratio(Agreement.difference(nodes, differences), scale);
        Measurements.note(
            subject().name(), Precision.FLOAT64, "Hessian times vector", "autograd", byEngine);
        Measurements.note(
            subject().name(),
            Precision.FLOAT64,
            "Hessian times vector",
            "central differences",
            byDifferences);
        assertAll(
            structure.name(),
            () -> assertTrue(Double.isFinite(scale), "finite"),
            () -> assertTrue(byEngine <= 1e-9, "autograd differs by " + byEngine),
            () -> assertTrue(byDifferences <= 1e-6, "differences differ by " + byDifferences));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  default void gradientsOfAForceLossAreFinite(Precision precision) {
    try (var derivatives = new SecondDerivatives(subject(), precision)) {
      var notFinite = new ArrayList<String>();
      for (Structure structure : Structures.special()) {
        derivatives
            .forceLossGradients(List.of(structure))
            .forEach(
                (parameter, gradient) -> {
                  if (!Double.isFinite(Agreement.largest(gradient))) {
                    notFinite.add(structure + ": " + parameter);
                  }
                });
      }
      assertTrue(notFinite.isEmpty(), notFinite::toString);
    }
  }

  /** Also where single atoms and exactly symmetric sites share the batch. */
  @Test
  default void gradientsOfAForceLossEqualCentralDifferences() {
    try (var derivatives = new SecondDerivatives(subject(), Precision.FLOAT64)) {
      double error = derivatives.forceLossSlopeError(Structures.all(), 5);
      Measurements.note(
          subject().name(), Precision.FLOAT64, "force loss by parameters", "slope", error);
      assertTrue(error <= 1e-6, "relative error " + error);
    }
  }
}
