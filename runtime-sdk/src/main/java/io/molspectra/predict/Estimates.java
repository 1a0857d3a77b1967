package io.molspectra.predict;

import io.molspectra.bundle.CalibratedQuantile;
import io.molspectra.bundle.TaskSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers of a scalar task with what is known of their uncertainty, all in the task's unit.
 *
 * @param values [M]; of an ensemble the mean over its members
 * @param spread [M], standard deviation over the members of the ensemble; null for a single network
 * @param intervals one for each calibrated quantile of the task, in the order of the bundle; empty
 *     if it was not calibrated
 */
public record Estimates(double[] values, float @Nullable [] spread, List<Interval> intervals) {

  private static final List<CalibratedQuantile> NONE = List.of();

  /**
   * An interval for every molecule. It contains the truth with the probability that was calibrated
   * for, averaged over molecules from the source that was calibrated with.
   *
   * @param calibration the probability, and how the width was found
   * @param low [M], lower ends
   * @param high [M], upper ends
   */
  public record Interval(CalibratedQuantile calibration, double[] low, double[] high) {}

  static Estimates of(TaskSpec task, double[] values, float @Nullable [] spread) {
    var intervals = new ArrayList<Interval>();
    List<CalibratedQuantile> quantiles = task.uncertainty();
    for (CalibratedQuantile quantile : quantiles == null ? NONE : quantiles) {
      double[] low = new double[values.length];
      double[] high = new double[values.length];
      for (int m = 0; m < values.length; m++) {
        double half = quantile.halfWidth(spread == null ? Double.NaN : spread[m]);
        low[m] = values[m] - half;
        high[m] = values[m] + half;
      }
      intervals.add(new Interval(quantile, low, high));
    }
    return new Estimates(values, spread, List.copyOf(intervals));
  }
}
