package io.molspectra.trainer.evaluate;

/**
 * A 95 % interval.
 *
 * @param low lower end; NaN where there is nothing to estimate from
 * @param high upper end
 */
public record Interval(double low, double high) {

  private static final double Z = 1.959963984540054;

  /** The interval of nothing. */
  static final Interval UNKNOWN = new Interval(Double.NaN, Double.NaN);

  /** Whether a value lies within, ends included. */
  public boolean contains(double value) {
    return low <= value && value <= high;
  }

  /**
   * Interval of a probability by Wilson's score (1927), which stays within 0 and 1 and is of use
   * for shares close to them, too.
   *
   * @param hits of the trials
   * @param trials number of independent trials; 0 gives NaN
   */
  public static Interval ofShare(int hits, int trials) {
    if (trials == 0) {
      return UNKNOWN;
    }
    double n = trials;
    double share = hits / n;
    double centre = share + Z * Z / (2 * n);
    double reach = Z * Math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n));
    double scale = 1 + Z * Z / n;
    return new Interval(
        Math.max(0, (centre - reach) / scale), Math.min(1, (centre + reach) / scale));
  }
}
