package io.molspectra.spectrum;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The labelled records of one block of a JCAMP-DX file, from ##TITLE= to ##END=. */
final class JcampBlock {

  private final Map<String, Entry> entries = new HashMap<>();

  /** A line of a record, its comment taken off. */
  record Text(String text, long line) {}

  /**
   * A record.
   *
   * @param value behind the label's '='
   * @param line of the label
   * @param rest the lines that follow
   */
  record Entry(String value, long line, List<Text> rest) {}

  private JcampBlock() {}

  /**
   * The blocks of a file; those inside a LINK block come behind it.
   *
   * @throws SpectrumFault if there is none
   */
  static List<JcampBlock> parse(List<String> lines) throws SpectrumFault {
    List<JcampBlock> blocks = new ArrayList<>();
    Deque<JcampBlock> open = new ArrayDeque<>();
    Entry entry = null;
    for (int i = 0; i < lines.size(); i++) {
      String line = withoutComment(lines.get(i));
      if (!line.startsWith("##")) {
        if (entry != null && !line.isEmpty()) {
          entry.rest().add(new Text(line, i + 1));
        }
        continue;
      }
      int equals = line.indexOf('=');
      String label = normal(line.substring(2, equals < 0 ? line.length() : equals));
      entry =
          new Entry(equals < 0 ? "" : line.substring(equals + 1).strip(), i + 1, new ArrayList<>());
      if (label.equals("TITLE")) {
        open.push(new JcampBlock());
        blocks.add(open.element());
      }
      if (label.equals("END")) {
        open.poll();
      } else if (!open.isEmpty()) {
        open.element().entries.putIfAbsent(label, entry);
      }
    }
    if (blocks.isEmpty()) {
      throw new SpectrumFault(
          SpectrumRejectReason.SYNTAX, 1, "is no JCAMP-DX file: it has no ##TITLE=");
    }
    return blocks;
  }

  /** The record of a label in capitals, without blanks and punctuation; null if there is none. */
  @Nullable Entry entry(String label) {
    return entries.get(label);
  }

  /** Value of a label, empty if there is none. */
  String text(String label) {
    Entry entry = entries.get(label);
    return entry == null ? "" : entry.value();
  }

  /** Line of a label, 0 if there is none. */
  long line(String label) {
    Entry entry = entries.get(label);
    return entry == null ? 0 : entry.line();
  }

  /** Number of a label, or null if there is none. */
  @Nullable Double number(String label) throws SpectrumFault {
    String text = text(label);
    if (text.isEmpty()) {
      return null;
    }
    if (!Cell.isNumber(text)) {
      throw new SpectrumFault(
          SpectrumRejectReason.SYNTAX,
          line(label),
          "##%s= is '%s', no number".formatted(label, text));
    }
    return Double.parseDouble(text);
  }

  double number(String label, double otherwise) throws SpectrumFault {
    Double number = number(label);
    return number == null ? otherwise : number;
  }

  private static String withoutComment(String line) {
    int comment = line.indexOf("$$");
    return (comment < 0 ? line : line.substring(0, comment)).strip();
  }

  private static String normal(String label) {
    return label.toUpperCase(Locale.ROOT).replaceAll("[\\s/_-]", "");
  }
}
