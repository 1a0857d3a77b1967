package io.molspectra.trainer.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForceEvaluationTest {

  private static final double ROUNDING = 1e-12;

  /** Two molecules, one of an atom H, one of C and H; errors 0, 0, 2 | 1, 0, 0 | 0, -3, 0. */
  private static final ForcePredictions FORCES =
      new ForcePredictions(
          "kcal/mol/A",
          new int[] {1, 2},
          new int[] {1, 6, 1},
          new float[] {1, 0, 0, 2, 0, 0, 0, 3, 0},
          new float[] {1, 0, 2, 3, 0, 0, 0, 0, 0});

  @Test
  void errorsAreMeansOverAllComponents() {
    ForceEvaluation result = ForceEvaluation.of(FORCES, Bootstrap.ofMolecules(1));
    assertEquals(2, result.molecules());
    assertEquals(3, result.atoms());
    assertEquals(6 / 9.0, result.mae(), ROUNDING);
    assertEquals(Math.sqrt(14 / 9.0), result.rmse(), ROUNDING);
    assertEquals(3, result.maxError(), ROUNDING);
    assertEquals(6 / 9.0, result.zeroForceMae(), ROUNDING);
  }

  /** cos 1: (1,0,0) to (1,0,2) is 1/sqrt 5; (2,0,0) to (3,0,0) is 1; the last has no angle. */
  @Test
  void atomsWithoutForceHaveNoAngle() {
    ForceEvaluation result = ForceEvaluation.of(FORCES, Bootstrap.ofMolecules(1));
    assertEquals((1 / Math.sqrt(5) + 1) / 2, result.cosine(), ROUNDING);
  }

  @Test
  void everyAtomCountsForItsElement() {
    ForceEvaluation result = ForceEvaluation.of(FORCES, Bootstrap.ofMolecules(1));
    assertEquals(
        Map.of(
            "H", new GroupError(2, 5 / 6.0, Math.sqrt(13 / 6.0)),
            "C", new GroupError(1, 1 / 3.0, Math.sqrt(1 / 3.0))),
        result.perElement());
  }

  /** Molecules are drawn: both first (MAE 2/3), both second (4/6), or one of each: 6/9. */
  @Test
  void wholeMoleculesAreResampled() {
    Interval interval = ForceEvaluation.of(FORCES, Bootstrap.ofMolecules(1)).maeInterval();
    assertEquals(2 / 3.0, interval.low(), ROUNDING);
    assertEquals(2 / 3.0, interval.high(), ROUNDING);
  }

  @Test
  void aMoleculeWithAForceThatIsNotFiniteIsNamed() {
    ForceEvaluation result =
        ForceEvaluation.of(
            new ForcePredictions(
                "eV/A",
                new int[] {1, 1, 1},
                new int[] {1, 1, 1},
                new float[] {0, 0, 0, 0, Float.NaN, 0, 0, 0, 0},
                new float[] {0, 0, 3, 0, 0, 0, Float.POSITIVE_INFINITY, 0, 0}),
            Bootstrap.ofMolecules(1));
    assertEquals(1, result.mae(), ROUNDING);
    assertEquals(1, result.unlabelled());
    assertEquals(new Faults(1, List.of("2")), result.nonFinite());
  }

  @Test
  void arraysThatDoNotFitAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new ForcePredictions(
                "eV/A", new int[] {2}, new int[] {1, 1}, new float[6], new float[3]));
  }
}
