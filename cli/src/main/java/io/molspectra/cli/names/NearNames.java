package io.molspectra.cli.names;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Finds the names that a mistyped one may have meant. */
public final class NearNames {

  private static final int TOLD = 3;

  /** No name is longer, and the time grows with the length. */
  private static final int COMPARED = 200;

  private NearNames() {}

  /** The nearest names, by the number of letters to add, drop or change; nearest first. */
  public static List<String> of(String wanted, Collection<String> known) {
    String start = wanted.substring(0, Math.min(wanted.length(), COMPARED));
    Map<String, Integer> distances =
        known.stream()
            .distinct()
            .collect(Collectors.toMap(name -> name, name -> distance(start, name)));
    return distances.keySet().stream()
        .sorted(
            Comparator.<String, Integer>comparing(distances::get)
                .thenComparing(Comparator.naturalOrder()))
        .limit(TOLD)
        .toList();
  }

  private static int distance(String one, String other) {
    int[] above = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int[] row = new int[other.length() + 1];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int changed = above[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(changed, 1 + Math.min(above[j], row[j - 1]));
      }
      above = row;
    }
    return above[other.length()];
  }
}
