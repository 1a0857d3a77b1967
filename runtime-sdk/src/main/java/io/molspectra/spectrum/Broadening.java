package io.molspectra.spectrum;

/**
 * Makes curves of lines: every line becomes a peak whose area is the line's strength, and the curve
 * is their sum at each point of the grid. Lines outside the grid count by their wings.
 */
public final class Broadening {
  private Broadening() {}

  /**
   * Broadened lines on a grid.
   *
   * @param positions [N] of the lines, in the grid's unit, in any order
   * @param strengths [N] of the lines
   * @param fwhm full width at half maximum, in the grid's unit
   * @return [L] intensities, in the strengths' unit per unit of the grid
   * @throws IllegalArgumentException if the lists differ in length, a number is not finite or the
   *     width is not positive
   */
  public static float[] onto(
      SpectrumGrid grid, double[] positions, double[] strengths, LineShape shape, double fwhm) {
    if (positions.length != strengths.length || !(fwhm > 0) || Double.isInfinite(fwhm)) {
      throw new IllegalArgumentException(
          "broadening needs a positive width and as many strengths as positions, got %s, %d and %d"
              .formatted(fwhm, strengths.length, positions.length));
    }
    double[] sum = new double[grid.length()];
    for (int k = 0; k < positions.length; k++) {
      if (!Double.isFinite(positions[k]) || !Double.isFinite(strengths[k])) {
        throw new IllegalArgumentException(
            "line %d is not finite: position %s, strength %s"
                .formatted(k, positions[k], strengths[k]));
      }
      for (int i = 0; i < sum.length; i++) {
        sum[i] += strengths[k] / fwhm * shape.at((grid.at(i) - positions[k]) / fwhm);
      }
    }
    float[] out = new float[sum.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) sum[i];
    }
    return out;
  }

  /**
   * A peak table on a grid, its positions converted as {@link Resampling} does.
   *
   * @param fwhm in the grid's unit
   * @return [L] intensities
   * @throws BadSpectrumException with {@link SpectrumRejectReason#UNSUPPORTED} if the spectrum is a
   *     curve or its unit cannot be converted
   */
  public static float[] onto(SpectrumGrid grid, Spectrum sticks, LineShape shape, double fwhm) {
    try {
      if (sticks.form() != Spectrum.Form.STICKS) {
        throw new SpectrumFault(
            SpectrumRejectReason.UNSUPPORTED, 0, "is a curve and broad already; resample it");
      }
      Spectrum lines = UnitConversion.to(grid.unit(), sticks);
      return onto(grid, lines.points(), lines.intensities(), shape, fwhm);
    } catch (SpectrumFault e) {
      throw e.in(sticks.id());
    }
  }
}
