package io.molspectra.cli;

import io.molspectra.spectrum.SpectralUnit;
import io.molspectra.spectrum.Spectrum;
import io.molspectra.spectrum.SpectrumFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A spectrum of a file of its own.
 *
 * @param kind name of the kind
 * @param spectrum what the file holds
 */
record QuerySpectrum(String kind, Spectrum spectrum) {

  private static final Pattern NAMED = Pattern.compile("([a-z][a-z0-9_]*)=(.+)");

  /**
   * Reads a file.
   *
   * @param argument KIND=FILE, or FILE for the kind that is usual for its unit
   * @throws io.molspectra.spectrum.BadSpectrumException if the file holds no spectrum that is read
   */
  static QuerySpectrum read(String argument) throws IOException {
    Matcher named = NAMED.matcher(argument);
    if (named.matches()) {
      return new QuerySpectrum(
          named.group(1), SpectrumFiles.read(Path.of(named.group(2)), unit(named.group(1))));
    }
    Spectrum spectrum = SpectrumFiles.read(Path.of(argument), null);
    return new QuerySpectrum(usualKind(spectrum.unit()), spectrum);
  }

  private static String usualKind(SpectralUnit unit) {
    return switch (unit) {
      case WAVENUMBER -> "ir";
      case ELECTRONVOLT, NANOMETRE -> "uv";
      case PPM -> "nmr";
      case MASS_TO_CHARGE -> "ms";
    };
  }

  /** What a file that names no unit is taken to have. */
  private static SpectralUnit unit(String kind) {
    if (kind.equals("uv")) {
      return SpectralUnit.ELECTRONVOLT;
    }
    if (kind.endsWith("nmr")) {
      return SpectralUnit.PPM;
    }
    return kind.startsWith("ms") ? SpectralUnit.MASS_TO_CHARGE : SpectralUnit.WAVENUMBER;
  }
}
