package io.molspectra.trainer.evaluate;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How well one property is predicted.
 *
 * @param task name of the property
 * @param unit of all errors
 * @param metrics of the molecules with label and finite prediction
 * @param maeInterval 95 % bootstrap interval of the mean absolute error
 * @param rmseInterval the same of the root mean squared error
 * @param unlabelled molecules without a label
 * @param nonFinite molecules whose prediction is not finite
 * @param meanPredictorMae mean absolute error of predicting the mean for all
 * @param atomReferenceMae of predicting the sum of atom references, or null where there are none
 * @param perElement by symbol: the molecules that contain the element
 * @param perSize by number of atoms
 * @param calibrations intervals promised, and what they kept; empty without calibration
 */
public record ScalarEvaluation(
    String task,
    String unit,
    Metrics metrics,
    Interval maeInterval,
    Interval rmseInterval,
    int unlabelled,
    Faults nonFinite,
    double meanPredictorMae,
    @Nullable Double atomReferenceMae,
    Map<String, GroupError> perElement,
    Map<Integer, GroupError> perSize,
    List<CoverageResult> calibrations) {

  /** Makes the list unmodifiable; maps keep their order. */
  public ScalarEvaluation {
    calibrations = List.copyOf(calibrations);
  }

  /**
   * Evaluates without calibration.
   *
   * @param baselines to measure beside
   * @param bootstrap for the intervals
   */
  public static ScalarEvaluation of(
      ScalarPredictions predictions, Baselines baselines, Bootstrap bootstrap) {
    return of(predictions, baselines, bootstrap, List.of());
  }

  /**
   * Evaluates.
   *
   * @param calibrations made from other molecules than these
   * @throws IllegalArgumentException if there are not as many atom references as molecules, or a
   *     calibration needs spreads and there are none
   */
  public static ScalarEvaluation of(
      ScalarPredictions predictions,
      Baselines baselines,
      Bootstrap bootstrap,
      List<ConformalCalibration> calibrations) {
    int[] usable = predictions.usable();
    double[] absolute =
        IntStream.of(usable).mapToDouble(predictions::error).map(Math::abs).toArray();
    double[] squared =
        IntStream.of(usable).mapToDouble(predictions::error).map(e -> e * e).toArray();

    int labelled =
        (int) IntStream.range(0, predictions.count()).filter(predictions::isLabelled).count();
    return new ScalarEvaluation(
        predictions.task(),
        predictions.unit(),
        Metrics.of(predictions, usable),
        bootstrap.ofMean(absolute),
        bootstrap.ofRootMean(squared),
        predictions.count() - labelled,
        Faults.of(predictions.nonFinite()),
        baselines.meanPredictorMae(predictions, usable),
        baselines.atomReferenceMae(predictions, usable),
        Breakdown.perElement(predictions, usable),
        Breakdown.perSize(predictions, usable),
        calibrations.stream().map(calibration -> calibration.coverageOn(predictions)).toList());
  }
}
