package io.molspectra.cli.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * Colours of a range of numbers.
 *
 * @param low what the darkest colour stands for
 * @param high what the lightest colour stands for
 * @param form how numbers between are spread
 */
record ColorScale(double low, double high, Form form) {

  /** How numbers become colours. */
  public enum Form {
    /** Equal differences look equal. */
    LINEAR,
    /** The square root: more colours for small numbers. */
    SQRT,
    /** The logarithm: equal ratios look equal. */
    LOG
  }

  ColorScale {
    if (form == Form.LOG && !(low > 0)) {
      throw new IllegalArgumentException("a logarithmic scale must begin above 0, not at " + low);
    }
  }

  /** Where a number lies, 0 at the low end and 1 at the high end. */
  double part(double value) {
    if (!(high > low)) {
      return 0.5;
    }
    return (bent(value) - bent(low)) / (bent(high) - bent(low));
  }

  int rgb(double value) {
    return ColorMap.rgb(part(value));
  }

  /** Round numbers for the scale's labels, ascending. */
  List<Double> ticks(int most) {
    if (form == Form.LOG) {
      List<Double> powers = new ArrayList<>();
      for (int e = (int) Math.ceil(Math.log10(low) - 1e-9); Math.pow(10, e) <= high * 1.0001; e++) {
        powers.add(Math.pow(10, e));
      }
      return powers.size() < 2 ? List.of(low, high) : powers;
    }
    return Ticks.between(low, high, most);
  }

  private double bent(double value) {
    return switch (form) {
      case LINEAR -> value;
      case SQRT -> Math.sqrt(Math.max(0, value));
      case LOG -> Math.log(Math.max(low, value));
    };
  }
}
