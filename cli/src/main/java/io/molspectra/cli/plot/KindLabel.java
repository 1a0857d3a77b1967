package io.molspectra.cli.plot;

import io.molspectra.spectrum.SpectralUnit;

/** How figures name kinds of spectra and their axes. */
final class KindLabel {

  private KindLabel() {}

  /** The name in chemists' writing, for the kinds that have one. */
  static String name(String kind) {
    return switch (kind) {
      case "uv" -> "UV-Vis";
      case "ir" -> "IR";
      case "raman" -> "Raman";
      case "h_nmr" -> "\u00B9H NMR";
      case "c_nmr" -> "\u00B9\u00B3C NMR";
      case "msms" -> "MS/MS";
      default -> kind.replace('_', ' ');
    };
  }

  static String unit(SpectralUnit unit) {
    return unit == SpectralUnit.WAVENUMBER ? "cm\u207B\u00B9" : unit.symbol();
  }

  /** Title of a horizontal axis. */
  static String axis(SpectralUnit unit) {
    return switch (unit) {
      case WAVENUMBER -> "wavenumber (" + unit(unit) + ")";
      case ELECTRONVOLT -> "photon energy (eV)";
      case NANOMETRE -> "wavelength (nm)";
      case PPM -> "chemical shift (ppm)";
      case MASS_TO_CHARGE -> "m/z";
    };
  }
}
