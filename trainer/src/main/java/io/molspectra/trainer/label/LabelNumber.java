package io.molspectra.trainer.label;

import java.util.Locale;
import java.util.Set;

/** How numbers are spelled in tables of labels; stricter than Java, which also reads "1f". */
final class LabelNumber {

  private static final Set<String> UNKNOWN =
      Set.of("", "nan", "na", "n/a", "null", "none", "not available", "-");

  private LabelNumber() {}

  /** Whether the cell says that the value is not known. */
  static boolean isUnknown(String cell) {
    return UNKNOWN.contains(cell.strip().toLowerCase(Locale.ROOT));
  }

  /**
   * Reads a number; Mathematica's "1.5*^-6" and Fortran's "1.5D-6" as well, both occur in QM9.
   *
   * @throws NumberFormatException if it is none
   */
  static double parse(String cell) {
    String number = cell.strip().replace("*^", "e").replace('D', 'e').replace('d', 'e');
    for (int i = 0; i < number.length(); i++) {
      if ("0123456789.-+eE".indexOf(number.charAt(i)) < 0) {
        throw new NumberFormatException(cell);
      }
    }
    return Double.parseDouble(number);
  }
}
