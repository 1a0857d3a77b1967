package io.molspectra.trainer.report.html;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Writes HTML that is XML as well: what is opened is closed in order, and names of runs and files,
 * which come from anywhere, can neither end an element nor start a script.
 */
final class Html {

  private final StringBuilder text = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /** Opens an element; attributes are pairs of name and value. */
  Html open(String tag, String... attributes) {
    start(tag, attributes).append('>');
    open.push(tag);
    return this;
  }

  Html close() {
    text.append("</").append(open.pop()).append(">\n");
    return this;
  }

  Html text(String content) {
    text.append(escape(content));
    return this;
  }

  /** An element that holds text. */
  Html element(String tag, String content, String... attributes) {
    return open(tag, attributes).text(content).close();
  }

  /** An element that holds nothing. */
  Html empty(String tag, String... attributes) {
    start(tag, attributes).append("/>\n");
    return this;
  }

  /** A row of a table. */
  Html row(String cellTag, List<String> cells) {
    open("tr");
    cells.forEach(cell -> element(cellTag, cell));
    return close();
  }

  /**
   * The page.
   *
   * @throws IllegalStateException if an element is still open
   */
  String finish() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("still open: " + open);
    }
    return text.toString();
  }

  private StringBuilder start(String tag, String... attributes) {
    text.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      text.append(' ')
          .append(attributes[i])
          .append("=\"")
          .append(escape(attributes[i + 1]))
          .append('"');
    }
    return text;
  }

  private static String escape(String content) {
    var escaped = new StringBuilder(content.length());
    content
        .codePoints()
        .forEach(
            point -> {
              switch (point) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(isCharacter(point) ? point : 0xFFFD);
              }
            });
    return escaped.toString();
  }

  /** Whether XML knows the character: control characters and lone surrogates are none. */
  private static boolean isCharacter(int point) {
    return point == '\t'
        || point == '\n'
        || point == '\r'
        || point >= 0x20 && point < 0x7F
        || point >= 0xA0 && point < 0xD800
        || point >= 0xE000 && point < 0xFFFE
        || point >= 0x10000;
  }
}
