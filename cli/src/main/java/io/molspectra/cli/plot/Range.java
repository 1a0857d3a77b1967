package io.molspectra.cli.plot;

/**
 * The range of an axis.
 *
 * @param from number at the left or lower end
 * @param to number at the other end; may be below {@code from}
 */
record Range(double from, double to) {

  /** The range of numbers with some room beyond either end, for points not to touch the frame. */
  static Range around(double[] numbers, double room) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double number : numbers) {
      low = Math.min(low, number);
      high = Math.max(high, number);
    }
    double beyond = high > low ? room * (high - low) : 1;
    return new Range(low - beyond, high + beyond);
  }

  /** Where a number lies, 0 at the first end and 1 at the other. */
  double part(double number) {
    return (number - from) / (to - from);
  }

  double low() {
    return Math.min(from, to);
  }

  double high() {
    return Math.max(from, to);
  }
}
