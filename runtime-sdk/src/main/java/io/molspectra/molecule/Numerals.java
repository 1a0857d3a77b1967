package io.molspectra.molecule;

import java.util.Locale;
import java.util.Set;

/**
 * How numbers are spelled in molecule files; stricter than Java, which also reads "1f" and "0x1p3".
 */
final class Numerals {

  private static final Set<String> NON_FINITE =
      Set.of("nan", "inf", "infinity", "nan(ind)", "1.#qnan", "1.#ind", "1.#inf", "nanq");

  private Numerals() {}

  /** Whether the text holds only what a decimal number holds; parsing it may still fail. */
  static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** Whether the text is one of the spellings of NaN or infinity. */
  static boolean namesNonFinite(String text) {
    String name = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
    return NON_FINITE.contains(name.toLowerCase(Locale.ROOT));
  }

  /** Fortran's "1.0D-5" and Mathematica's "1.0*^-5" with an E. */
  static String withStandardExponent(String text) {
    return text.replace("*^", "E").replace('D', 'E').replace('d', 'e');
  }

  /** Whether the text is a number of whatever spelling, finite or not. */
  static boolean isNumber(String text) {
    if (namesNonFinite(text)) {
      return true;
    }
    String number = withStandardExponent(text);
    if (!isPlain(number)) {
      return false;
    }
    try {
      Float.parseFloat(number);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /**
   * Reads a count.
   *
   * @return the count, or -1 if the text is not a plain decimal number without sign; a number too
   *     large for an int comes out as {@link Integer#MAX_VALUE}
   */
  static int count(String text) {
    if (text.isEmpty() || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return -1;
    }
    String digits = text.replaceFirst("^0+(?=.)", "");
    return digits.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(digits);
  }
}
