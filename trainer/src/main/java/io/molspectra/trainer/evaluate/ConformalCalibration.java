package io.molspectra.trainer.evaluate;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Intervals around predictions that contain the truth with a promised probability, whatever the
 * distribution of the errors, as long as the molecules asked about come from the same source as the
 * ones calibrated with (split conformal prediction; Papadopoulos et al., 2002; Lei et al., 2018).
 *
 * @param task name of the property
 * @param unit of the half width of the intervals
 * @param coverage the promised probability
 * @param quantile of the scores: a half width, or a factor of the spread
 * @param kind which score
 * @param molecules that were calibrated with
 */
public record ConformalCalibration(
    String task, String unit, double coverage, double quantile, Kind kind, int molecules) {

  /** What is compared with the quantile. */
  public enum Kind {
    /** The absolute error: all intervals are equally wide. */
    @JsonProperty("absolute")
    ABSOLUTE,
    /** The absolute error over the ensemble's spread: intervals are as wide as it is unsure. */
    @JsonProperty("normalised")
    NORMALISED
  }

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if the coverage is not between 0 and 1, or the quantile is
   *     negative or not finite
   */
  public ConformalCalibration {
    requireCoverage(coverage);
    if (!(quantile >= 0) || Double.isInfinite(quantile)) {
      throw new IllegalArgumentException(
          "%s: the quantile must be 0 or more and finite, got %s".formatted(task, quantile));
    }
  }

  /**
   * Calibrates with molecules that the model was not trained on: the quantile is the k-th smallest
   * of n scores, k = (n + 1) coverage rounded up. A prediction that is not finite has an infinite
   * score, and so has an error without spread.
   *
   * @param validation truth and predictions, and spreads for {@link Kind#NORMALISED}
   * @param coverage between 0 and 1, such as 0.9
   * @throws IllegalArgumentException if there are too few molecules for this coverage, too many
   *     infinite scores, or no spreads
   */
  public static ConformalCalibration of(ScalarPredictions validation, double coverage, Kind kind) {
    requireCoverage(coverage);
    double[] scores =
        IntStream.range(0, validation.count())
            .filter(validation::isLabelled)
            .mapToDouble(i -> score(validation, i, kind))
            .sorted()
            .toArray();
    // The tiny step back keeps 0.9 * 10 from becoming more than 9 by rounding.
    int rank = (int) Math.ceil((scores.length + 1) * coverage - 1e-9);
    if (rank > scores.length) {
      throw new IllegalArgumentException(
          "%s: a coverage of %s needs %d molecules with a label to calibrate with, there are %d"
              .formatted(
                  validation.task(),
                  coverage,
                  (int) Math.ceil(coverage / (1 - coverage) - 1e-9),
                  scores.length));
    }
    double quantile = scores[Math.max(rank, 1) - 1];
    if (Double.isInfinite(quantile)) {
      throw new IllegalArgumentException(
          "%s: %d of %d molecules have no finite prediction or a spread of 0; a coverage of %s cannot be promised"
              .formatted(
                  validation.task(),
                  Arrays.stream(scores).filter(Double::isInfinite).count(),
                  scores.length,
                  coverage));
    }
    return new ConformalCalibration(
        validation.task(), validation.unit(), coverage, quantile, kind, scores.length);
  }

  /**
   * Half the width of the interval around a prediction.
   *
   * @param spread of the ensemble for it; not looked at for {@link Kind#ABSOLUTE}
   */
  public double halfWidth(double spread) {
    return kind == Kind.ABSOLUTE ? quantile : quantile * spread;
  }

  /**
   * Counts how often the intervals contain the truth. A prediction that is not finite is a miss.
   *
   * @param test molecules neither trained nor calibrated with
   * @throws IllegalArgumentException if they are of another property or unit, or spreads are needed
   *     and there are none
   */
  public CoverageResult coverageOn(ScalarPredictions test) {
    if (!test.task().equals(task) || !test.unit().equals(unit)) {
      throw new IllegalArgumentException(
          "calibrated for %s in %s, asked about %s in %s"
              .formatted(task, unit, test.task(), test.unit()));
    }
    int[] labelled = IntStream.range(0, test.count()).filter(test::isLabelled).toArray();
    int inside = (int) IntStream.of(labelled).filter(i -> score(test, i, kind) <= quantile).count();
    double meanHalfWidth =
        IntStream.of(labelled)
            .filter(test::isUsable)
            .mapToDouble(i -> kind == Kind.ABSOLUTE ? quantile : halfWidth(spread(test)[i]))
            .average()
            .orElse(Double.NaN);
    return new CoverageResult(
        this,
        inside,
        labelled.length,
        inside / (double) labelled.length,
        Interval.ofShare(inside, labelled.length),
        meanHalfWidth);
  }

  /** The calibration as JSON for a bundle: snake case names, the kind in lower case. */
  public ObjectNode toJson() {
    return EvaluationJson.MAPPER.valueToTree(this);
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws IllegalArgumentException if a key is missing or unknown or a value cannot be used
   */
  public static ConformalCalibration fromJson(JsonNode json) {
    return EvaluationJson.convert(json, ConformalCalibration.class);
  }

  private static double score(ScalarPredictions predictions, int molecule, Kind kind) {
    double error = Math.abs(predictions.error(molecule));
    double score = kind == Kind.ABSOLUTE ? error : error / spread(predictions)[molecule];
    // 0 / 0 is an exact prediction by an ensemble that agrees.
    return error == 0 ? 0 : score >= 0 ? score : Double.POSITIVE_INFINITY;
  }

  private static double[] spread(ScalarPredictions predictions) {
    double @Nullable [] spread = predictions.spread();
    if (spread == null) {
      throw new IllegalArgumentException(
          predictions.task() + ": a normalised calibration needs the spread of an ensemble");
    }
    return spread;
  }

  private static void requireCoverage(double coverage) {
    if (!(coverage > 0 && coverage < 1)) {
      throw new IllegalArgumentException("coverage must lie between 0 and 1, got " + coverage);
    }
  }
}
