package io.molspectra.molecule;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the second line of an xyz frame says: the molecule's id and where a row keeps element and
 * position. A comment whose first word has no "=" gives the id by that word; otherwise it is
 * extended xyz, and the id is its key name, id or config_name. "gdb 7", as raw QM9 has it, is
 * gdb_7.
 *
 * @param id the id, or null if the comment has none
 * @param element column of the element, 0-based
 * @param position column of x; y and z follow
 */
record XyzHeader(@Nullable String id, int element, int position) {

  private static final List<String> ID_KEYS = List.of("name", "id", "config_name");

  /** Plain xyz: element, x, y, z. */
  static final XyzHeader PLAIN = new XyzHeader(null, 0, 1);

  /** Columns a row needs. */
  int columns() {
    return Math.max(element, position + 2) + 1;
  }

  /**
   * Reads a comment line.
   *
   * @throws RecordFault SYNTAX if a Properties entry names no element or no position column,
   *     UNSUPPORTED if the frame is periodic
   */
  static XyzHeader parse(Line line) throws RecordFault {
    String comment = line.decoded().strip();
    if (comment.isEmpty()) {
      return PLAIN;
    }
    String firstWord = comment.split("\\s+", 2)[0];
    if (comment.indexOf('=') < 0) {
      String qm9 = Qm9Lines.id(comment);
      return new XyzHeader(qm9 == null ? firstWord : qm9, 0, 1);
    }
    Map<String, String> entries = entries(comment);
    requireMolecule(entries, line);
    String id = firstWord.indexOf('=') < 0 ? firstWord : null;
    for (String key : ID_KEYS) {
      String value = entries.get(key);
      if (id == null && value != null && !value.isBlank()) {
        id = value.strip();
      }
    }
    String properties = entries.get("properties");
    return properties == null ? new XyzHeader(id, 0, 1) : columns(id, properties, line);
  }

  /** A cell without pbc is periodic in all directions, as extended xyz has it. */
  private static void requireMolecule(Map<String, String> entries, Line line) throws RecordFault {
    String periodic = entries.getOrDefault("pbc", entries.containsKey("lattice") ? "T" : "F");
    if (periodic.matches("(?i).*[t1].*")) {
      throw new RecordFault(
          RejectReason.UNSUPPORTED,
          line.number(),
          "periodic cells are not supported; with pbc=\"F F F\" the frame is read as a molecule");
    }
  }

  private static XyzHeader columns(@Nullable String id, String properties, Line line)
      throws RecordFault {
    String[] parts = properties.split(":");
    int element = -1;
    int position = -1;
    int column = 0;
    for (int i = 0; i + 2 < parts.length; i += 3) {
      int width = Numerals.count(parts[i + 2]);
      if (width < 1 || width > 10_000) {
        throw line.malformed("Properties with a width of at least 1 for " + parts[i] + " expected");
      }
      switch (parts[i].toLowerCase(Locale.ROOT)) {
        case "species", "element", "elements", "symbols" -> element = column;
        case "z", "numbers", "atomic_numbers" -> element = element < 0 ? column : element;
        case "pos", "positions" -> position = width == 3 ? column : -1;
        default -> {}
      }
      column += width;
    }
    if (parts.length % 3 != 0 || element < 0 || position < 0) {
      throw line.malformed(
          "Properties with species:S:1 (or Z:I:1) and pos:R:3 expected, as in"
              + " Properties=species:S:1:pos:R:3");
    }
    return new XyzHeader(id, element, position);
  }

  /**
   * Entries key=value by lower-case key; values may be quoted or bracketed, bare words are left
   * out.
   */
  static Map<String, String> entries(String comment) {
    Map<String, String> entries = new LinkedHashMap<>();
    int at = 0;
    while (at < comment.length()) {
      int start = at;
      while (at < comment.length() && !isSpace(comment, at) && comment.charAt(at) != '=') {
        at++;
      }
      String key = comment.substring(start, at);
      if (at < comment.length() && comment.charAt(at) == '=') {
        StringBuilder value = new StringBuilder();
        at = value(comment, at + 1, value);
        entries.putIfAbsent(key.toLowerCase(Locale.ROOT), value.toString());
      }
      while (at < comment.length() && isSpace(comment, at)) {
        at++;
      }
    }
    return entries;
  }

  /** Appends the value that begins at a place; returns the place after it. */
  private static int value(String text, int from, StringBuilder value) {
    int at = from;
    char open = at < text.length() ? text.charAt(at) : ' ';
    int quote = "\"'{[".indexOf(open);
    if (quote < 0) {
      while (at < text.length() && !isSpace(text, at)) {
        value.append(text.charAt(at++));
      }
      return at;
    }
    char close = "\"'}]".charAt(quote);
    for (at++; at < text.length() && text.charAt(at) != close; at++) {
      if (text.charAt(at) == '\\' && at + 1 < text.length()) {
        at++;
      }
      value.append(text.charAt(at));
    }
    return at + 1;
  }

  private static boolean isSpace(String text, int at) {
    return Character.isWhitespace(text.charAt(at));
  }
}
