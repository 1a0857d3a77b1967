package io.molspectra.graph.proto;

import io.molspectra.graph.GatherAdjoint;
import io.molspectra.graph.GraphException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The adjoint of a gather as text, {@code adjoint: index=a mask=b inverse=c inverse_mask=d}, the
 * masks optional.
 */
final class AdjointText {
  private static final String PREFIX = "adjoint: ";

  private AdjointText() {}

  static String format(GatherAdjoint adjoint) {
    var text = new StringBuilder(PREFIX);
    append(text, "index", adjoint.index());
    append(text, "mask", adjoint.mask());
    append(text, "inverse", adjoint.inverseIndex());
    append(text, "inverse_mask", adjoint.inverseMask());
    return text.substring(0, text.length() - 1);
  }

  private static void append(StringBuilder text, String key, @Nullable String name) {
    if (name == null) {
      return;
    }
    if (name.isEmpty() || name.chars().anyMatch(Character::isWhitespace)) {
      throw new GraphException(
          "an adjoint cannot refer to a value named '" + name + "': rename it without blanks");
    }
    text.append(key).append('=').append(name).append(' ');
  }

  /**
   * The adjoint a node's text describes, null if the text is about something else.
   *
   * @throws GraphException if the text starts as an adjoint and is none
   */
  static @Nullable GatherAdjoint parse(String text) {
    if (!text.startsWith(PREFIX)) {
      return null;
    }
    Map<String, String> names = new LinkedHashMap<>();
    for (String entry : text.substring(PREFIX.length()).split(" ", -1)) {
      int equals = entry.indexOf('=');
      if (equals < 0
          || names.put(entry.substring(0, equals), entry.substring(equals + 1)) != null) {
        throw malformed(text);
      }
    }
    String index = names.remove("index");
    String mask = names.remove("mask");
    String inverse = names.remove("inverse");
    String inverseMask = names.remove("inverse_mask");
    if (index == null || inverse == null || !names.isEmpty()) {
      throw malformed(text);
    }
    return new GatherAdjoint(index, mask, inverse, inverseMask);
  }

  private static GraphException malformed(String text) {
    return new GraphException("malformed adjoint in doc_string: '" + text + "'");
  }
}
