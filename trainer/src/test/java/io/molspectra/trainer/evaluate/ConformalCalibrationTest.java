package io.molspectra.trainer.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.trainer.data.SeededRandom;
import io.molspectra.trainer.evaluate.ConformalCalibration.Kind;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConformalCalibrationTest {

  private static final double ROUNDING = 1e-12;

  /** Nine errors 1 to 9; (9 + 1) * 0.8 = 8, so the eighth; (9 + 1) * 0.75 rounds up to 8, too. */
  @Test
  void theQuantileIsTheScoreOfTheFiniteSampleRank() {
    ScalarPredictions nine = errors(IntStream.rangeClosed(1, 9).asDoubleStream().toArray());
    assertEquals(8, ConformalCalibration.of(nine, 0.8, Kind.ABSOLUTE).quantile());
    assertEquals(8, ConformalCalibration.of(nine, 0.75, Kind.ABSOLUTE).quantile());
    assertEquals(9, ConformalCalibration.of(nine, 0.9, Kind.ABSOLUTE).quantile());
  }

  @Test
  void tooFewMoleculesCannotPromiseAHighCoverage() {
    ScalarPredictions nine = errors(new double[9]);
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> ConformalCalibration.of(nine, 0.95, Kind.ABSOLUTE));
    assertTrue(refused.getMessage().contains("needs 19 molecules"), refused.getMessage());
  }

  @Test
  void aPredictionThatIsNotFiniteIsAnInfiniteErrorNotALuckyOne() {
    double[] errors = IntStream.rangeClosed(1, 9).asDoubleStream().toArray();
    errors[0] = Double.NaN;
    ScalarPredictions nine = errors(errors);
    // Sorted: 2 to 9, then infinity.
    assertEquals(9, ConformalCalibration.of(nine, 0.8, Kind.ABSOLUTE).quantile());
    assertThrows(
        IllegalArgumentException.class, () -> ConformalCalibration.of(nine, 0.9, Kind.ABSOLUTE));
    ConformalCalibration calibration = ConformalCalibration.of(nine, 0.8, Kind.ABSOLUTE);
    assertEquals(8, calibration.coverageOn(nine).inside());
  }

  /** Errors twice their spread: the factor is 2, and the width follows the spread. */
  @Test
  void normalisedIntervalsAreAsWideAsTheEnsembleIsUnsure() {
    double[] spread = IntStream.rangeClosed(1, 20).mapToDouble(i -> 0.1 * i).toArray();
    double[] errors = Arrays.stream(spread).map(s -> 2 * s).toArray();
    ScalarPredictions set = Samples.atoms(new double[20], errors, spread);
    ConformalCalibration calibration = ConformalCalibration.of(set, 0.9, Kind.NORMALISED);
    assertEquals(2, calibration.quantile(), ROUNDING);
    assertEquals(0.6, calibration.halfWidth(0.3), ROUNDING);
    assertEquals(2.1, calibration.coverageOn(set).meanHalfWidth(), ROUNDING);
    assertThrows(
        IllegalArgumentException.class,
        () -> ConformalCalibration.of(errors(errors), 0.9, Kind.NORMALISED));
  }

  /**
   * Given the calibration, coverage varies as Beta(k, n + 1 - k), k = 451 of n = 500: standard
   * deviation 0.0134; with the binomial one of 2,000 test molecules, 0.0067, 0.015 together. The
   * tolerance is three of these.
   */
  @Test
  void thePromisedCoverageIsKeptForErrorsOfAnyDistribution() {
    var random = SeededRandom.of(1, SeededRandom.Purpose.NOISE, 0);
    double[] errors = new double[2500];
    for (int i = 0; i < errors.length; i++) {
      double normal = random.nextGaussian();
      errors[i] = normal * normal * normal;
    }
    ConformalCalibration calibration =
        ConformalCalibration.of(errors(Arrays.copyOf(errors, 500)), 0.9, Kind.ABSOLUTE);
    CoverageResult result = calibration.coverageOn(errors(Arrays.copyOfRange(errors, 500, 2500)));
    assertEquals(0.9, result.share(), 0.045);
    assertTrue(result.shareInterval().contains(result.share()));
    assertEquals(2000, result.molecules());
  }

  /** Wilson (1927) for 9 of 10 and 10 of 10; the values are in many tables. */
  @Test
  void theIntervalOfAShareIsWilsons() {
    assertEquals(0.59585, Interval.ofShare(9, 10).low(), 5e-6);
    assertEquals(0.98212, Interval.ofShare(9, 10).high(), 5e-6);
    assertEquals(0.72247, Interval.ofShare(10, 10).low(), 5e-6);
    assertEquals(1, Interval.ofShare(10, 10).high(), ROUNDING);
  }

  @Test
  void theJsonFormComesBackAndDamageIsRefused() {
    ConformalCalibration calibration =
        new ConformalCalibration("homo", "eV", 0.9, 0.125, Kind.NORMALISED, 100);
    assertEquals(
        "{\"task\":\"homo\",\"unit\":\"eV\",\"coverage\":0.9,\"quantile\":0.125,"
            + "\"kind\":\"normalised\",\"molecules\":100}",
        calibration.toJson().toString());
    assertEquals(calibration, ConformalCalibration.fromJson(calibration.toJson()));
    assertThrows(
        IllegalArgumentException.class,
        () -> ConformalCalibration.fromJson(calibration.toJson().put("quantile", -1)));
    assertThrows(
        IllegalArgumentException.class,
        () -> ConformalCalibration.fromJson(calibration.toJson().without("kind")));
  }

  @Test
  void anotherPropertyIsRefused() {
    ConformalCalibration calibration =
        new ConformalCalibration("lumo", "eV", 0.9, 0.125, Kind.ABSOLUTE, 100);
    assertThrows(
        IllegalArgumentException.class, () -> calibration.coverageOn(errors(new double[3])));
  }

  private static ScalarPredictions errors(double[] errors) {
    return Samples.atoms(new double[errors.length], errors, null);
  }
}
