package io.molspectra.spectrum;

/**
 * Brings a curve onto a model's grid.
 *
 * <ul>
 *   <li>The curve's points are converted to the grid's unit: nm and eV by 1239.841984 eV nm, cm-1
 *       and eV by 1.239841984e-4 eV. Intensities are a function of the point and stay what they
 *       are: no Jacobian, so that peaks keep their heights, as absorbance demands.
 *   <li>If the points are the grid's to a thousandth of its step, intensities are copied.
 *   <li>Otherwise the curve is the polyline through its points. Where its points lie as far apart
 *       as the grid's, or farther, the polyline is read at the grid's point (linear interpolation).
 *       Where they lie closer, it is averaged over the cell of one step around the grid's point,
 *       cut at the curve's ends: the area is conserved and no narrow peak falls between two points.
 *   <li>Outside the range of its points a curve is 0, for instruments often begin at 400 or end at
 *       3800 cm-1; but at least {@link #LEAST_COVERAGE} of the grid must lie within.
 * </ul>
 */
public final class Resampling {

  /** The part of a grid's points that must lie within the range of a curve. */
  public static final double LEAST_COVERAGE = 0.5;

  private Resampling() {}

  /**
   * The curve on the grid.
   *
   * @return [L] intensities
   * @throws BadSpectrumException with {@link SpectrumRejectReason#WRONG_GRID} if too little of the
   *     grid is covered; with {@link SpectrumRejectReason#UNSUPPORTED} if the units cannot be
   *     converted or the spectrum is a list of lines, which {@link Broadening} makes a curve; with
   *     {@link SpectrumRejectReason#NON_FINITE_INTENSITY} if an intensity exceeds float32
   */
  public static float[] onto(SpectrumGrid grid, Spectrum spectrum) {
    try {
      return resampled(grid, spectrum);
    } catch (SpectrumFault e) {
      throw e.in(spectrum.id());
    }
  }

  static float[] resampled(SpectrumGrid grid, Spectrum spectrum) throws SpectrumFault {
    if (spectrum.form() == Spectrum.Form.STICKS) {
      throw new SpectrumFault(
          SpectrumRejectReason.UNSUPPORTED,
          0,
          "a peak table has no values between its peaks; give the curve, or broaden the peaks");
    }
    Spectrum converted = UnitConversion.to(grid.unit(), spectrum);
    Resampler resampler = Resampler.of(converted.points(), grid);
    if (resampler.covered() < LEAST_COVERAGE * grid.length()) {
      throw new SpectrumFault(
          SpectrumRejectReason.WRONG_GRID,
          0,
          "points %s..%s %s cover %d of the %d points of the model's grid %s, fewer than half"
              .formatted(
                  (float) spectrum.points()[0],
                  (float) spectrum.points()[spectrum.points().length - 1],
                  spectrum.unit().symbol(),
                  resampler.covered(),
                  grid.length(),
                  grid));
    }
    float[] onGrid = resampler.apply(converted.intensities());
    for (int i = 0; i < onGrid.length; i++) {
      if (!Float.isFinite(onGrid[i])) {
        throw new SpectrumFault(
            SpectrumRejectReason.NON_FINITE_INTENSITY,
            0,
            "intensity at %s %s is too large for float32"
                .formatted((float) grid.at(i), grid.unit().symbol()));
      }
    }
    return onGrid;
  }
}
