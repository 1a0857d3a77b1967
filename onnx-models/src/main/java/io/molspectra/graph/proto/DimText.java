package io.molspectra.graph.proto;

import io.molspectra.graph.Dim;
import java.util.ArrayList;
import java.util.Optional;
import java.util.regex.Pattern;

/** Symbolic extents as the text of ONNX's {@code dim_param}, such as {@code A} or {@code 3*A*K}. */
final class DimText {
  /** Symbols that start so stand for extents of which nothing is known. */
  static final String UNKNOWN = "?";

  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
  private static final Pattern SYMBOL = Pattern.compile("[^\\s*+/()?\\d][^\\s*+/()?]*");

  private DimText() {}

  /** The text, or empty if there is none that reads back as this extent. */
  static Optional<String> format(Dim dim) {
    String text = dim.toString();
    boolean known = dim.symbols().stream().noneMatch(symbol -> symbol.startsWith(UNKNOWN));
    return Optional.of(text).filter(t -> known && parse(t).filter(dim::equals).isPresent());
  }

  /**
   * The extent a text names: a product, or else (another exporter's {@code n + 1}) the whole text
   * as one symbol. Empty if it names nothing.
   */
  static Optional<Dim> parse(String text) {
    if (text.isBlank() || text.startsWith(UNKNOWN)) {
      return Optional.empty();
    }
    var symbols = new ArrayList<String>();
    long factor = 1;
    String[] parts = text.split("\\*", -1);
    for (int i = 0; i < parts.length; i++) {
      String part = parts[i];
      if (i == 0 && NUMBER.matcher(part).matches()) {
        factor = Long.parseLong(part);
      } else if (SYMBOL.matcher(part).matches()) {
        symbols.add(part);
      } else {
        return Optional.of(Dim.symbol(text));
      }
    }
    return Optional.of(new Dim(factor, symbols));
  }
}
