package io.molspectra.cli.plot;

import io.molspectra.cli.plot.SpectrumPanel.Curve;
import java.util.Arrays;
import java.util.Locale;

/** How alike two spectra are: 1 if one is a multiple of the other, 0 if they share no point. */
final class Cosine {

  private Cosine() {}

  /**
   * What a panel's title says of it; nothing where the spectra are on different points or empty.
   */
  static String of(Curve one, Curve other) {
    if (!Arrays.equals(one.points(), other.points())) {
      return "";
    }
    double cosine = between(one.intensities(), other.intensities());
    return Double.isNaN(cosine) ? "" : String.format(Locale.ROOT, " (cosine %.3f)", cosine);
  }

  static double between(float[] one, float[] other) {
    double product = 0;
    double square = 0;
    double otherSquare = 0;
    for (int i = 0; i < one.length; i++) {
      product += (double) one[i] * other[i];
      square += (double) one[i] * one[i];
      otherSquare += (double) other[i] * other[i];
    }
    return product / Math.sqrt(square * otherSquare);
  }
}
