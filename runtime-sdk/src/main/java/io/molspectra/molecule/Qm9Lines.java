package io.molspectra.molecule;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The lines that raw QM9 adds to an xyz frame: a comment "gdb i" with 15 numbers, and after the
 * atoms frequencies, SMILES and InChI. Its numbers may be Mathematica's, as "1.5*^-6".
 */
final class Qm9Lines {

  private static final String TAG = "gdb";

  private Qm9Lines() {}

  /** The molecule's id if a comment begins with "gdb" and a number, or null. */
  static @Nullable String id(String comment) {
    String[] words = comment.strip().split("\\s+", 3);
    return words.length > 1 && words[0].equals(TAG) && Numerals.count(words[1]) >= 0
        ? TAG + "_" + words[1]
        : null;
  }

  /** Whether a comment is QM9's: "gdb", a number, and at least one value. */
  static boolean isComment(Line comment) {
    String[] words = words(comment);
    return words.length > 2 && id(comment.text()) != null && Numerals.isNumber(words[2]);
  }

  /**
   * The values of a comment.
   *
   * @throws RecordFault SYNTAX if they are not 15 finite numbers
   */
  static double[] properties(Line comment) throws RecordFault {
    String[] words = words(comment);
    int expected = Qm9Record.NAMES.size();
    if (words.length != expected + 2) {
      throw comment.malformed(
          "%d properties of raw QM9 expected after \"gdb i\", not %d"
              .formatted(expected, words.length - 2));
    }
    double[] values = new double[expected];
    for (int i = 0; i < expected; i++) {
      values[i] = finite(words[i + 2], comment);
    }
    return values;
  }

  /**
   * Reads what follows the atoms, and nothing if another frame follows. At the end of a file the
   * lines must be there: without them the last coordinate may be cut, too.
   *
   * @throws RecordFault SYNTAX or TRUNCATED if a line is missing
   */
  static Qm9Record tail(Line comment, LineSource lines) throws RecordFault {
    double[] properties = properties(comment);
    int index = Numerals.count(words(comment)[1]);
    Line frequencies = required(lines, "before its frequencies");
    if (frequencies.text().isBlank() || isCount(frequencies)) {
      lines.pushBack(frequencies);
      return new Qm9Record(index, properties, "", "");
    }
    if (!Arrays.stream(words(frequencies)).allMatch(Numerals::isNumber)) {
      throw frequencies.malformedStart("frequencies expected after the atoms of raw QM9");
    }
    String[] smiles = words(required(lines, "before its SMILES"));
    Line inchi = required(lines, "before its InChI");
    if (!inchi.text().startsWith("InChI")) {
      throw inchi.malformed("InChI expected at the end of a frame of raw QM9");
    }
    return new Qm9Record(index, properties, smiles[0], smiles.length > 1 ? smiles[1] : "");
  }

  private static Line required(LineSource lines, String where) throws RecordFault {
    Line line = lines.next();
    if (line == null) {
      throw lines.truncated(where);
    }
    return line;
  }

  /** Frequencies are written with a decimal point, so one whole number begins the next frame. */
  private static boolean isCount(Line line) {
    return Numerals.count(line.text().strip()) >= 0;
  }

  private static double finite(String word, Line line) throws RecordFault {
    double value =
        Numerals.isNumber(word) && !Numerals.namesNonFinite(word)
            ? Double.parseDouble(Numerals.withStandardExponent(word))
            : Double.NaN;
    if (!Double.isFinite(value)) {
      throw line.malformed("a finite number expected where \"" + word + "\" stands");
    }
    return value;
  }

  private static String[] words(Line line) {
    return line.cut() ? new String[] {""} : line.text().strip().split("\\s+");
  }
}
