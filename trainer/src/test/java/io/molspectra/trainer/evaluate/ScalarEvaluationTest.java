package io.molspectra.trainer.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScalarEvaluationTest {

  private static final Bootstrap BOOTSTRAP = Bootstrap.ofMolecules(1);
  private static final double NAN = Double.NaN;
  private static final double ROUNDING = 1e-15;

  @Test
  void whatIsNotFiniteIsCountedNamedAndInNoMean() {
    ScalarEvaluation result =
        ScalarEvaluation.of(
            Samples.four(
                new double[] {1, 2, NAN, 4}, new double[] {1.5, Double.POSITIVE_INFINITY, 3, 3}),
            Baselines.NONE,
            BOOTSTRAP);
    assertEquals(2, result.metrics().count());
    assertEquals(0.75, result.metrics().mae(), ROUNDING);
    assertEquals(1, result.unlabelled());
    assertEquals(new Faults(1, List.of("b")), result.nonFinite());
  }

  /** Errors 1, 2, 4, 3: the two waters have 1 and 3, only hydrogen cyanide holds nitrogen. */
  @Test
  void aMoleculeCountsForEveryElementItContainsAndForItsSize() {
    ScalarEvaluation result =
        ScalarEvaluation.of(
            Samples.four(new double[4], new double[] {1, -2, 4, -3}), Baselines.NONE, BOOTSTRAP);
    assertEquals(List.of("H", "C", "N", "O"), List.copyOf(result.perElement().keySet()));
    assertEquals(new GroupError(4, 2.5, Math.sqrt(7.5)), result.perElement().get("H"));
    assertEquals(new GroupError(2, 3, Math.sqrt(10)), result.perElement().get("C"));
    assertEquals(new GroupError(1, 4, 4), result.perElement().get("N"));
    assertEquals(new GroupError(2, 2, Math.sqrt(5)), result.perElement().get("O"));
    assertEquals(
        Map.of(3, new GroupError(3, 8.0 / 3, Math.sqrt(26.0 / 3)), 5, new GroupError(1, 2, 2)),
        result.perSize());
  }

  @Test
  void baselinesAreMeasuredOnTheSameMolecules() {
    ScalarPredictions predictions =
        Samples.four(new double[] {1, 2, NAN, 6}, new double[] {1, 2, 3, 6});
    ScalarEvaluation own = ScalarEvaluation.of(predictions, Baselines.NONE, BOOTSTRAP);
    // The mean of 1, 2, 6 is 3.
    assertEquals((2 + 1 + 3) / 3.0, own.meanPredictorMae(), ROUNDING);
    assertNull(own.atomReferenceMae());
    ScalarEvaluation given =
        ScalarEvaluation.of(
            predictions, new Baselines(0.0, new double[] {2, 2, 100, 4}), BOOTSTRAP);
    assertEquals(3, given.meanPredictorMae(), ROUNDING);
    assertEquals(1, given.atomReferenceMae(), ROUNDING);
  }

  @Test
  void aPerfectModelHasAnIntervalOfNoWidth() {
    double[] values = {1, 2, 3, 4};
    ScalarEvaluation result =
        ScalarEvaluation.of(Samples.four(values, values), Baselines.NONE, BOOTSTRAP);
    assertEquals(new Interval(0, 0), result.maeInterval());
    assertEquals(1, result.metrics().r2());
  }

  @Test
  void noUsableMoleculeIsAnAnswerToo() {
    double[] none = {NAN, NAN, NAN, NAN};
    ScalarEvaluation result =
        ScalarEvaluation.of(Samples.four(none, new double[4]), Baselines.NONE, BOOTSTRAP);
    assertEquals(4, result.unlabelled());
    assertTrue(Double.isNaN(result.metrics().mae()));
    assertTrue(Double.isNaN(result.maeInterval().low()));
    assertTrue(result.perElement().isEmpty());
  }

  @Test
  void arraysOfOtherLengthsAndRepeatedIdsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> Samples.four(new double[3], new double[4]));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new ScalarPredictions(
                "mu",
                "D",
                List.of("a", "a"),
                new int[] {1, 1},
                new int[] {1, 1},
                new double[2],
                new double[2],
                null));
  }
}
