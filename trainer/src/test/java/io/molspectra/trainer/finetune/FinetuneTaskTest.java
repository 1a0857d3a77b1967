package io.molspectra.trainer.finetune;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import io.molspectra.trainer.label.LabelledMolecules;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a validation tells, against the same computed from the answers. */
class FinetuneTaskTest {
  private final LabelledMolecules qm9 = FinetuneRuns.qm9();

  private static Map<String, Double> validate(FinetuneTask task) {
    return task.validate(() -> false).orElseThrow();
  }

  private static FinetuneTask fresh(FinetuneData data) {
    return new FinetuneTask(data, Device.cpu(), FinetuneStart.fresh());
  }

  private FinetuneData properties(List<String> names, String... settings) {
    return new FinetuneData(
        qm9, FinetuneRuns.split(qm9.count(), 30, 7), FinetuneRuns.properties(names, settings));
  }

  private static double meanError(double[] labels, FinetuneAnswers answers, String task) {
    double sum = 0;
    double[] predicted = answers.of(task);
    for (int i = 0; i < predicted.length; i++) {
      sum += Math.abs(predicted[i] - labels[answers.molecules()[i]]);
    }
    return sum / predicted.length;
  }

  @Test
  void validationErrorsAreThoseOfTheAnswersInTheirUnits() {
    List<String> names = List.of("gap", "mu", "r2", "U0");
    FinetuneData data = properties(names, "finetune.loss=l1");
    try (FinetuneTask task = fresh(data)) {
      Map<String, Double> metrics = validate(task);
      assertEquals(task.validationMetrics().size(), metrics.size());
      assertTrue(metrics.keySet().containsAll(task.validationMetrics()), metrics::toString);
      FinetuneAnswers answers = task.predict(data.split().validation());
      assertArrayEquals(data.split().validation(), answers.molecules());
      double loss = 0;
      for (int i = 0; i < names.size(); i++) {
        String name = data.heads().get(i).task();
        double expected = meanError(qm9.column(names.get(i)).values(), answers, name);
        // Labels of U0 are near 1e4, so that taking the references off and on costs 1e-12 of that.
        assertEquals(expected, metrics.get("validation_mae_" + name), 1e-7 * Math.max(1, expected));
        loss += expected / data.heads().get(i).scale();
      }
      assertEquals(loss, metrics.get("validation_loss"), 1e-6 * loss);
      assertThrows(IllegalArgumentException.class, () -> answers.of("lumo"));
    }
  }

  @Test
  void aPropertyWithoutLabelsForValidationIsNotCalledPerfect() {
    double[] gaps = qm9.column("gap").values();
    FinetuneData complete = properties(List.of("mu"));
    for (int m : complete.split().validation()) {
      gaps[m] = Double.NaN;
    }
    try (FinetuneTask task = fresh(properties(List.of("gap", "mu")))) {
      Map<String, Double> metrics = validate(task);
      assertFalse(metrics.containsKey("validation_mae_gap"), metrics::toString);
      try (FinetuneTask alone = fresh(complete)) {
        assertEquals(validate(alone).keySet(), metrics.keySet());
      }
    }
    try (FinetuneTask task = fresh(properties(List.of("gap")))) {
      assertTrue(task.validate(() -> false).isEmpty());
    }
  }

  @Test
  void aValidationThatIsStoppedTellsNothing() {
    try (FinetuneTask task = fresh(properties(List.of("gap")))) {
      assertTrue(task.validate(() -> true).isEmpty());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"conservative", "direct"})
  void forceErrorsAreThoseOfTheAnswersInTheirUnit(String kind) {
    LabelledMolecules ethanol = FinetuneRuns.ethanol();
    var data =
        new FinetuneData(
            ethanol,
            FinetuneRuns.split(ethanol.count(), 12, 6),
            FinetuneRuns.forces("finetune.forces=" + kind));
    try (FinetuneTask task = fresh(data)) {
      Map<String, Double> metrics = validate(task);
      FinetuneAnswers answers = task.predict(data.split().validation());
      float[] forces = answers.forces();
      float[] labels = Objects.requireNonNull(ethanol.forces()).values();
      double sum = 0;
      double squares = 0;
      for (int k = 0; k < forces.length; k++) {
        // The molecules for validation follow each other.
        double error = forces[k] - labels[12 * (labels.length / ethanol.count()) + k];
        sum += Math.abs(error);
        squares += error * error;
      }
      double mean = sum / forces.length;
      assertEquals(mean, metrics.get("validation_mae_forces"), 1e-5 * mean);
      double energy = meanError(ethanol.column("energy").values(), answers, "energy");
      assertEquals(energy, metrics.get("validation_mae_energy"), 1e-5 * energy);
      double scale = data.heads().get(0).scale();
      double energySquares = 0;
      double[] energies = answers.of("energy");
      for (int i = 0; i < energies.length; i++) {
        double error = energies[i] - ethanol.column("energy").values()[answers.molecules()[i]];
        energySquares += error * error;
      }
      double loss =
          (0.2 * energySquares / energies.length + 0.8 * squares / forces.length) / scale / scale;
      assertEquals(loss, metrics.get("validation_loss"), 1e-5 * loss);
    }
  }
}
