package io.molspectra.spectrum;

/** Arrays from back to front, for points that descend. */
final class Reversal {
  private Reversal() {}

  static double[] reversed(double[] values) {
    double[] out = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      out[i] = values[values.length - 1 - i];
    }
    return out;
  }
}
