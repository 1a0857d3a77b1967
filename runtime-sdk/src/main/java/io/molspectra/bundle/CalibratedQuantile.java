package io.molspectra.bundle;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;

/**
 * How wide an interval around a prediction must be to contain the truth with a given probability,
 * found on molecules that were not trained with (split conformal prediction).
 *
 * @param coverage the probability, between 0 and 1
 * @param quantile half width of the interval in the task's unit, or its ratio to the spread
 * @param kind which of the two
 */
public record CalibratedQuantile(
    @JsonProperty(required = true) double coverage,
    @JsonProperty(required = true) double quantile,
    @JsonProperty(required = true) Kind kind) {

  /** What the quantile is a quantile of. */
  public enum Kind {
    /** Absolute errors: all intervals are equally wide. */
    @JsonProperty("absolute")
    ABSOLUTE,
    /** Absolute errors over the ensemble's spread: intervals are as wide as it is unsure. */
    @JsonProperty("normalised")
    NORMALISED
  }

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if the coverage is not between 0 and 1, or the quantile is
   *     negative or not finite
   */
  public CalibratedQuantile {
    Objects.requireNonNull(kind, "kind");
    if (!(coverage > 0 && coverage < 1)) {
      throw new IllegalArgumentException("coverage must be between 0 and 1, got " + coverage);
    }
    if (!(quantile >= 0) || Double.isInfinite(quantile)) {
      throw new IllegalArgumentException("quantile must be 0 or more and finite, got " + quantile);
    }
  }

  /**
   * Half the width of the interval around one prediction, in the task's unit.
   *
   * @param spread of the ensemble for it; not looked at for {@link Kind#ABSOLUTE}
   */
  public double halfWidth(double spread) {
    return kind == Kind.ABSOLUTE ? quantile : quantile * spread;
  }
}
