package io.molspectra.spectrum;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/**
 * Turns what an instrument writes into intensities that grow with absorption, emission or
 * scattering. {@link SpectrumFiles} states the rules.
 */
final class Ordinates {

  /** Transmittance below this is taken for this: absorbance 4 is where instruments end. */
  private static final double LEAST_TRANSMITTANCE = 1e-4;

  /** A fraction above this was written in per cent. */
  private static final double MOST_TRANSMITTANCE = 1.5;

  /** Part of the highest intensity down to which negative ones are noise. */
  private static final double NOISE = 0.01;

  private Ordinates() {}

  /**
   * @param unit as the file names it, empty if it does not
   * @param line of that name
   * @param values changed in place
   * @throws SpectrumFault if the unit is no measure of intensity, or an intensity is negative
   */
  static double[] intensities(String unit, long line, double[] points, double[] values)
      throws SpectrumFault {
    String name = unit.toUpperCase(Locale.ROOT).replaceAll("[\\s_]+", "");
    boolean percent = name.contains("%") || name.contains("PERCENT");
    if (name.contains("REFLECT") || name.contains("SINGLEBEAM") || name.contains("INTERFEROGRAM")) {
      throw new SpectrumFault(
          SpectrumRejectReason.UNSUPPORTED,
          line,
          "'%s' is no absorbance; export transmittance or absorbance".formatted(unit.strip()));
    }
    if (name.contains("TRANSMI") || name.contains("%T") || name.equals("T")) {
      absorbances(percent, points, values);
    } else if (name.startsWith("LOG") && name.contains("EPS")) {
      map(values, value -> Math.pow(10, value));
    } else if (percent && name.contains("ABSOR")) {
      map(values, value -> value / 100);
    }
    return withoutNoise(points, values);
  }

  private static void absorbances(boolean percent, double[] points, double[] values)
      throws SpectrumFault {
    double most = Arrays.stream(values).max().orElse(0);
    double full = percent || most > MOST_TRANSMITTANCE ? 100 : 1;
    for (int i = 0; i < values.length; i++) {
      if (values[i] < -NOISE * most || values[i] > MOST_TRANSMITTANCE * full) {
        throw new SpectrumFault(
            SpectrumRejectReason.NEGATIVE_INTENSITY,
            0,
            "transmittance %s at %s is impossible; correct the baseline"
                .formatted(values[i], points[i]));
      }
    }
    map(values, value -> -Math.log10(Math.max(value / full, LEAST_TRANSMITTANCE)));
  }

  private static double[] withoutNoise(double[] points, double[] values) throws SpectrumFault {
    double most = Arrays.stream(values).max().orElse(0);
    for (int i = 0; i < values.length; i++) {
      if (values[i] < -NOISE * Math.max(most, 0)) {
        throw new SpectrumFault(
            SpectrumRejectReason.NEGATIVE_INTENSITY,
            0,
            "intensity %s at %s is below -1 %% of the highest, %s; correct the baseline"
                .formatted((float) values[i], points[i], (float) most));
      }
      // Adding zero makes the -0.0 of full transmittance a plain zero.
      values[i] = Math.max(values[i], 0) + 0.0;
    }
    return values;
  }

  private static void map(double[] values, DoubleUnaryOperator change) {
    for (int i = 0; i < values.length; i++) {
      values[i] = change.applyAsDouble(values[i]);
    }
  }
}
