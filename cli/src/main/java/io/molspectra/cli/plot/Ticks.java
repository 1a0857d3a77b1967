package io.molspectra.cli.plot;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Round numbers at which an axis is labelled. */
final class Ticks {

  private static final double[] ROUND = {1, 2, 5, 10};

  private Ticks() {}

  /**
   * Multiples of 1, 2 or 5 times a power of ten within a range, ascending.
   *
   * @param most how many at most, at least 1; there may be none in a narrow range
   */
  static List<Double> between(double low, double high, int most) {
    if (!(high > low)) {
      return List.of();
    }
    double raw = (high - low) / most;
    BigDecimal power = BigDecimal.ONE.scaleByPowerOfTen((int) Math.floor(Math.log10(raw)));
    for (double factor : ROUND) {
      BigDecimal step = power.multiply(BigDecimal.valueOf(factor));
      List<Double> ticks = multiples(step.doubleValue(), low, high);
      if (ticks.size() <= most && step.doubleValue() >= raw * (1 - 1e-9)) {
        return ticks;
      }
    }
    return multiples(power.doubleValue() * 20, low, high);
  }

  private static List<Double> multiples(double step, double low, double high) {
    // A bound that is a multiple must not be lost to rounding.
    long first = (long) Math.ceil(low / step - 1e-6);
    long last = (long) Math.floor(high / step + 1e-6);
    List<Double> ticks = new ArrayList<>();
    for (long i = first; i <= last && ticks.size() < 1000; i++) {
      ticks.add(i * step);
    }
    return ticks;
  }

  /** A number with the digits it needs, in powers of ten if it is very small or large. */
  static String label(double value) {
    double size = Math.abs(value);
    if (size != 0 && (size < 1e-4 || size >= 1e6)) {
      return String.format(Locale.ROOT, "%.2g", value);
    }
    String digits = String.format(Locale.ROOT, "%.6f", value);
    String short_ = digits.replaceAll("0+$", "").replaceAll("\\.$", "");
    return short_.equals("-0") ? "0" : short_.replace('-', '\u2212');
  }
}
