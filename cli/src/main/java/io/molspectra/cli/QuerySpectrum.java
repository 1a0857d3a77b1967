package io.molspectra.cli;

import io.molspectra.spectrum.SpectralUnit;
import io.molspectra.spectrum.Spectrum;
import io.molspectra.spectrum.SpectrumFiles;
import io.molspectra.spectrum.SpectrumKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A spectrum of a file of its own.
 *
 * @param kind name of the kind
 * @param spectrum what the file holds
 */
record QuerySpectrum(String kind, Spectrum spectrum) {

  private static final Pattern NAMED = Pattern.compile("([a-z][a-z0-9_]*)=(.+)");
  private static final List<SpectrumKind> USUAL =
      List.of(SpectrumKind.UV, SpectrumKind.IR, SpectrumKind.RAMAN);

  /**
   * Reads a file.
   *
   * @param argument KIND=FILE, or FILE for the kind it states or that is usual for its unit
   * @throws io.molspectra.spectrum.BadSpectrumException if the file holds no spectrum that is read
   */
  static QuerySpectrum read(String argument) throws IOException {
    Matcher named = NAMED.matcher(argument);
    if (named.matches()) {
      String kind = named.group(1);
      return new QuerySpectrum(kind, SpectrumFiles.read(Path.of(named.group(2)), unit(kind)));
    }
    Path file = Path.of(argument);
    @Nullable SpectrumKind stated = new QueryKinds(USUAL, null).stated(file);
    if (stated != null) {
      return new QuerySpectrum(stated.name(), SpectrumFiles.read(file, stated.grid().unit()));
    }
    Spectrum spectrum = SpectrumFiles.read(file, null);
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
