package io.molspectra.spectrum;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Unit of the points as instruments write it.
 *
 * @param unit of the points after they are multiplied
 * @param factor that brings them into it: 1000 for micrometres, which are read as nanometres
 */
record AxisUnit(SpectralUnit unit, double factor) {

  private record Spelling(Pattern pattern, SpectralUnit unit, double factor) {}

  private static final List<Spelling> SPELLINGS =
      List.of(
          spelling(
              "wave\\s*number|1\\s*/\\s*cm|\\bcm\\s*(\\^|\\*\\*)?\\s*[({]?\\s*[-\u2212\u207b]\\s*[1\u00b9]",
              SpectralUnit.WAVENUMBER,
              1),
          spelling("micromet|micron|\\bum\\b|[\u00b5\u03bc]m\\b", SpectralUnit.NANOMETRE, 1000),
          spelling("nanomet|\\bnm\\b", SpectralUnit.NANOMETRE, 1),
          spelling("\\bev\\b|electron[\\s-]*volt", SpectralUnit.ELECTRONVOLT, 1),
          spelling("\\bppm\\b", SpectralUnit.PPM, 1),
          spelling("\\bm\\s*/\\s*z\\b", SpectralUnit.MASS_TO_CHARGE, 1));

  /** The unit a text names, or null. */
  static @Nullable AxisUnit in(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return SPELLINGS.stream()
        .filter(spelling -> spelling.pattern.matcher(lower).find())
        .findFirst()
        .map(spelling -> new AxisUnit(spelling.unit, spelling.factor))
        .orElse(null);
  }

  /**
   * The unit a file names, or the one to take if it names none.
   *
   * @throws SpectrumFault if it names one that is not read, or there is none
   */
  static AxisUnit of(String named, long line, @Nullable SpectralUnit otherwise)
      throws SpectrumFault {
    AxisUnit unit = in(named);
    if (unit != null) {
      return unit;
    }
    if (!named.isBlank() || otherwise == null) {
      throw new SpectrumFault(
          SpectrumRejectReason.UNSUPPORTED,
          line,
          named.isBlank()
              ? "the file does not name the unit of its points; name it in the header"
              : "unit '%s' of the points is not read; known are cm-1, nm, um, eV, ppm and m/z"
                  .formatted(named.strip()));
    }
    return new AxisUnit(otherwise, 1);
  }

  private static Spelling spelling(String pattern, SpectralUnit unit, double factor) {
    return new Spelling(Pattern.compile(pattern), unit, factor);
  }
}
