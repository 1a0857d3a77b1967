package io.molspectra.spectrum;

import java.util.EnumSet;
import java.util.Set;

/** Points of a spectrum in another unit. */
final class UnitConversion {

  /** Product of wavelength and photon energy, eV nm. */
  private static final double EV_NM = 1239.841984;

  private static final double EV_PER_WAVENUMBER = 1.239841984e-4;

  private static final Set<SpectralUnit> PHOTONS =
      EnumSet.of(SpectralUnit.WAVENUMBER, SpectralUnit.ELECTRONVOLT, SpectralUnit.NANOMETRE);

  private UnitConversion() {}

  /**
   * Ascending points in another unit: the given array if the units are the same, else a new one,
   * ascending again.
   *
   * @throws SpectrumFault if there is no way between the units, or a wavelength is not positive
   */
  static double[] convert(double[] points, SpectralUnit from, SpectralUnit to)
      throws SpectrumFault {
    if (from == to) {
      return points;
    }
    if (!PHOTONS.contains(from) || !PHOTONS.contains(to)) {
      throw new SpectrumFault(
          SpectrumRejectReason.UNSUPPORTED,
          0,
          "points in %s cannot be brought to a grid in %s; is this another kind of spectrum?"
              .formatted(from.symbol(), to.symbol()));
    }
    boolean reversed = reverses(from, to);
    if (reversed && points[0] <= 0) {
      throw new SpectrumFault(
          SpectrumRejectReason.WRONG_GRID,
          0,
          "point %s %s has no value in %s; points must be positive"
              .formatted(points[0], from.symbol(), to.symbol()));
    }
    int n = points.length;
    double[] converted = new double[n];
    for (int i = 0; i < n; i++) {
      converted[reversed ? n - 1 - i : i] = fromEv(toEv(points[i], from), to);
    }
    return converted;
  }

  /** A spectrum with its points in another unit. */
  static Spectrum to(SpectralUnit unit, Spectrum spectrum) throws SpectrumFault {
    double[] points = convert(spectrum.points(), spectrum.unit(), unit);
    double[] intensities = spectrum.intensities();
    return new Spectrum(
        spectrum.id(),
        points,
        reverses(spectrum.unit(), unit) ? Reversal.reversed(intensities) : intensities,
        unit,
        spectrum.form());
  }

  /** Whether points that ascend in one unit descend in the other. */
  static boolean reverses(SpectralUnit from, SpectralUnit to) {
    return (from == SpectralUnit.NANOMETRE) != (to == SpectralUnit.NANOMETRE);
  }

  private static double toEv(double point, SpectralUnit unit) {
    return switch (unit) {
      case WAVENUMBER -> point * EV_PER_WAVENUMBER;
      case NANOMETRE -> EV_NM / point;
      default -> point;
    };
  }

  private static double fromEv(double energy, SpectralUnit unit) {
    return switch (unit) {
      case WAVENUMBER -> energy / EV_PER_WAVENUMBER;
      case NANOMETRE -> EV_NM / energy;
      default -> energy;
    };
  }
}
