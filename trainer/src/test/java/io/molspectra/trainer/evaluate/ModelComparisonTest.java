package io.molspectra.trainer.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ModelComparisonTest {

  private static final Bootstrap BOOTSTRAP = Bootstrap.ofMolecules(1);
  private static final double ROUNDING = 1e-12;

  /** The errors vary by a hundred, their difference not at all: the interval has no width. */
  @Test
  void pairingFindsASmallDifferenceBetweenScatteredErrors() {
    int n = 200;
    double[] first = IntStream.range(0, n).mapToDouble(i -> i % 100 + 1.5).toArray();
    double[] second = IntStream.range(0, n).mapToDouble(i -> i % 100 + 1.0).toArray();
    ModelComparison result =
        ModelComparison.of(
            Samples.atoms(new double[n], first, null),
            Samples.atoms(new double[n], second, null),
            BOOTSTRAP);
    assertEquals(51, result.maeFirst(), ROUNDING);
    assertEquals(50.5, result.maeSecond(), ROUNDING);
    assertEquals(0.5, result.difference(), ROUNDING);
    assertEquals(0.5, result.interval().low(), ROUNDING);
    assertEquals(0.5, result.interval().high(), ROUNDING);
    assertTrue(result.isDecided());
  }

  @Test
  void equalModelsAreNotTold() {
    int n = 200;
    double[] first = IntStream.range(0, n).mapToDouble(i -> i % 2).toArray();
    double[] second = IntStream.range(0, n).mapToDouble(i -> (i + 1) % 2).toArray();
    ModelComparison result =
        ModelComparison.of(
            Samples.atoms(new double[n], first, null),
            Samples.atoms(new double[n], second, null),
            BOOTSTRAP);
    assertEquals(0, result.difference(), ROUNDING);
    assertFalse(result.isDecided());
  }

  @Test
  void moleculesAreJoinedByIdAndTheRestIsCounted() {
    ScalarPredictions first =
        Samples.four(new double[] {1, 2, 3, 4}, new double[] {2, 2, 3, Double.NaN});
    ScalarPredictions second =
        new ScalarPredictions(
            "homo",
            "eV",
            List.of("d", "a", "x"),
            new int[] {1, 1, 1},
            new int[] {1, 1, 1},
            new double[] {4, 1, 0},
            new double[] {4, 4, 0},
            null);
    ModelComparison result = ModelComparison.of(first, second, BOOTSTRAP);
    assertEquals(1, result.molecules());
    assertEquals(2, result.onlyFirst());
    assertEquals(2, result.onlySecond());
    assertEquals(1 - 3, result.difference(), ROUNDING);
  }

  @Test
  void otherLabelsOrUnitsAreRefused() {
    ScalarPredictions first = Samples.four(new double[4], new double[4]);
    assertThrows(
        IllegalArgumentException.class,
        () ->
            ModelComparison.of(
                first, Samples.four(new double[] {0, 0, 1, 0}, new double[4]), BOOTSTRAP));
    ScalarPredictions inMillis =
        new ScalarPredictions(
            "homo",
            "meV",
            first.ids(),
            first.atomCounts(),
            first.atomicNumbers(),
            first.truth(),
            first.predicted(),
            null);
    assertThrows(
        IllegalArgumentException.class, () -> ModelComparison.of(first, inMillis, BOOTSTRAP));
  }

  /** Component errors of sum 2 and 4 against 1 and 3 on one and two atoms: (6 - 4) / 9. */
  @Test
  void forcesAreComparedByComponent() {
    int[] counts = {1, 2};
    int[] elements = {1, 1, 1};
    float[] truth = new float[9];
    ModelComparison result =
        ModelComparison.of(
            new ForcePredictions(
                "eV/A", counts, elements, truth, new float[] {2, 0, 0, -4, 0, 0, 0, 0, 0}),
            new ForcePredictions(
                "eV/A", counts, elements, truth, new float[] {0, 1, 0, 0, 0, 0, 0, 0, 3}),
            BOOTSTRAP);
    assertEquals(2, result.molecules());
    assertEquals(2 / 9.0, result.difference(), ROUNDING);
  }
}
