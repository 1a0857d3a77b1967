package io.molspectra.network;

import io.molspectra.graph.Operator;
import io.molspectra.graph.Value;

/**
 * What a network sees of intensities (facts C.1, no. 1).
 *
 * @param kind formula
 * @param scale factor before the formula: intensities of different methods and kinds lie orders of
 *     magnitude apart, and log10(1 + s) of small ones is numerically nothing
 * @param low least intensity, for {@link Kind#MINMAX}
 * @param high largest intensity, for {@link Kind#MINMAX}
 */
public record IntensityTransform(Kind kind, double scale, double low, double high) {
  /** As in the reference. */
  private static final double MINMAX_EPSILON = 1e-8;

  /** Formulas, s being the scaled intensity. */
  public enum Kind {
    /** log10(1 + s). */
    LOG10,
    /** ln(1 + s). */
    LOG,
    /** (s - low + 1e-8) / (high - low + 1e-8). */
    MINMAX,
    /** s. */
    NONE
  }

  /** log10(1 + s), the reference's default. */
  public static final IntensityTransform REFERENCE = log10(1);

  /**
   * @throws IllegalArgumentException if the scale is not positive or the range is empty
   */
  public IntensityTransform {
    if (!(scale > 0) || Double.isInfinite(scale) || kind == Kind.MINMAX && !(low < high)) {
      throw new IllegalArgumentException(
          "a transform of intensities needs a positive scale and low < high, got %s, %s, %s"
              .formatted(scale, low, high));
    }
  }

  /** log10(1 + scale * intensity). */
  public static IntensityTransform log10(double scale) {
    return new IntensityTransform(Kind.LOG10, scale, 0, 1);
  }

  /** The same shape as the intensities. */
  Value apply(Value intensities) {
    Value s = scale == 1 ? intensities : intensities.times(scale);
    return switch (kind) {
      case LOG10 -> log1p(s).times(1 / Math.log(10));
      case LOG -> log1p(s);
      case MINMAX -> s.minus(low - MINMAX_EPSILON).times(1 / (high - low + MINMAX_EPSILON));
      case NONE -> s;
    };
  }

  private static Value log1p(Value s) {
    return s.builder().node(Operator.LOG, s.plus(1));
  }
}
