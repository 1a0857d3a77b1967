package io.molspectra.trainer.export;

/**
 * How far another float32 implementation may be from the exact result. That depends on the network:
 * a multiple of the executor's own rounding error, and at least what any two orders of summation
 * give.
 */
final class GoldenTolerance {
  /** Share of the largest element that two implementations may differ by. */
  static final double VALUES = 1e-4;

  /** Derivatives lose a digit. */
  static final double FORCES = 1e-3;

  /** Rounding differs between two implementations by more than within one. */
  private static final double ROUNDING_FACTOR = 20;

  /** Below this a result is as good as zero. */
  private static final double LEAST = 1e-3;

  private GoldenTolerance() {}

  /**
   * Largest absolute difference allowed.
   *
   * @param exact results in float64
   * @param rounded the same in float32
   * @param share {@link #VALUES} or {@link #FORCES}
   */
  static double of(float[] exact, float[] rounded, double share) {
    return of(largest(exact), rounding(exact, rounded), share);
  }

  /** The same with the executor's own rounding error. */
  static double of(double largest, double rounding, double share) {
    return Math.max(share * largest, ROUNDING_FACTOR * rounding);
  }

  /** Largest absolute difference. */
  static double rounding(float[] exact, float[] rounded) {
    double rounding = 0;
    for (int i = 0; i < exact.length; i++) {
      rounding = Math.max(rounding, Math.abs(exact[i] - rounded[i]));
    }
    return rounding;
  }

  /** Largest absolute value, and not less than what is as good as zero. */
  static double largest(float[] values) {
    double largest = LEAST;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }
}
