package io.molspectra.spectrum;

import java.util.Locale;
import java.util.Set;

/** Numbers in cells; stricter than Java, which also reads "1f" and "0x1p3". */
final class Cell {

  private static final Set<String> NON_FINITE =
      Set.of("nan", "inf", "infinity", "1.#qnan", "1.#ind", "1.#inf", "-nan(ind)", "nan(ind)");

  private Cell() {}

  /** Whether the text is a finite decimal number; blanks around it do not matter. */
  static boolean isNumber(String cell) {
    try {
      return isDecimal(cell) && Double.isFinite(Double.parseDouble(cell));
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** The cell without blanks around it and without the quotes that enclose it. */
  static String unquoted(String cell) {
    String text = cell.strip();
    boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
    return quoted ? text.substring(1, text.length() - 1) : text;
  }

  /** A count or row number, or -1 if the text is no whole number without sign below 10^15. */
  static long count(String cell) {
    String digits = cell.strip();
    if (digits.isEmpty()
        || digits.length() > 15
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return -1;
    }
    return Long.parseLong(digits);
  }

  /**
   * An intensity of a table, not negative.
   *
   * @param where the cell, as a message names it
   */
  static float intensity(String cell, long line, PointName where) throws SpectrumFault {
    if (cell.indexOf('"') >= 0 && unquoted(cell).indexOf('"') < 0) {
      return intensity(unquoted(cell), line, where);
    }
    float value = Float.NaN;
    if (isDecimal(cell)) {
      try {
        value = Float.parseFloat(cell);
      } catch (NumberFormatException e) {
        throw fault(SpectrumRejectReason.SYNTAX, line, where, "is '" + cell + "', no number");
      }
    } else if (cell.isBlank()) {
      throw fault(SpectrumRejectReason.MISSING_POINTS, line, where, "is empty");
    } else if (!namesNonFinite(cell)) {
      throw fault(SpectrumRejectReason.SYNTAX, line, where, "is '" + cell + "', no number");
    }
    if (!Float.isFinite(value)) {
      throw fault(
          SpectrumRejectReason.NON_FINITE_INTENSITY, line, where, "is " + cell + ", not finite");
    }
    if (value < 0) {
      throw fault(
          SpectrumRejectReason.NEGATIVE_INTENSITY, line, where, "is " + cell + ", below zero");
    }
    return value;
  }

  static boolean namesNonFinite(String cell) {
    String name = cell.strip().toLowerCase(Locale.ROOT);
    return NON_FINITE.contains(
        name.startsWith("-") || name.startsWith("+") ? name.substring(1) : name);
  }

  /** Names a point in a message, which is only made if something is wrong with it. */
  interface PointName {
    String name();
  }

  private static boolean isDecimal(String cell) {
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i);
      boolean ofNumber =
          (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
      if (!ofNumber && c != ' ') {
        return false;
      }
    }
    return !cell.isBlank();
  }

  private static SpectrumFault fault(
      SpectrumRejectReason reason, long line, PointName where, String what) {
    return new SpectrumFault(reason, line, "intensity at " + where.name() + " " + what);
  }
}
