package io.molspectra.predict;

import io.molspectra.bundle.CalibratedQuantile;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The answer of a scalar task for one molecule.
 *
 * @param value of an ensemble the mean over its members
 * @param unit as the bundle names it, "1" if there is none
 * @param spread standard deviation over the members of an ensemble; empty for a single network
 * @param intervals one for each coverage that was calibrated
 */
public record Estimate(double value, String unit, OptionalDouble spread, List<Interval> intervals) {

  /** Copies the list. */
  public Estimate {
    intervals = List.copyOf(intervals);
  }

  /**
   * Where the truth lies with some probability, averaged over molecules from the source that was
   * calibrated with.
   *
   * @param coverage the probability
   * @param kind how the width was found
   */
  public record Interval(double coverage, CalibratedQuantile.Kind kind, double low, double high) {}

  static Estimate of(Estimates estimates, int molecule, String unit) {
    float[] spread = estimates.spread();
    List<Interval> intervals = new ArrayList<>();
    for (Estimates.Interval interval : estimates.intervals()) {
      intervals.add(
          new Interval(
              interval.calibration().coverage(),
              interval.calibration().kind(),
              interval.low()[molecule],
              interval.high()[molecule]));
    }
    return new Estimate(
        estimates.values()[molecule],
        unit,
        spread == null ? OptionalDouble.empty() : OptionalDouble.of(spread[molecule]),
        intervals);
  }
}
