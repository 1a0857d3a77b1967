package io.molspectra.cli;

import io.molspectra.retrieve.EmbeddingIndex;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How often queries find the entries of their own id, beside what drawing the entries in random
 * order would give. Of several entries of an id the best rank counts.
 */
final class Evaluation {

  private static final int[] DEPTHS = {1, 5, 10};

  private final EmbeddingIndex index;
  private final Map<String, List<Integer>> rows = new HashMap<>();
  private final Map<Integer, Chance> chances = new HashMap<>();
  private final double[] found = new double[DEPTHS.length];
  private final double[] foundByChance = new double[DEPTHS.length];
  private double reciprocal;
  private double reciprocalByChance;
  private long asked;
  private long evaluated;

  Evaluation(EmbeddingIndex index) {
    this.index = index;
    for (int row = 0; row < index.size(); row++) {
      rows.computeIfAbsent(index.ids().get(row), id -> new ArrayList<>(1)).add(row);
    }
  }

  void add(String id, float[] vector) {
    asked++;
    List<Integer> own = rows.get(id);
    if (own == null) {
      return;
    }
    evaluated++;
    int rank = index.rank(vector, own.stream().mapToInt(Integer::intValue).toArray());
    Chance chance =
        chances.computeIfAbsent(own.size(), matches -> new Chance(index.size(), matches));
    for (int i = 0; i < DEPTHS.length; i++) {
      found[i] += rank <= DEPTHS[i] ? 1 : 0;
      foundByChance[i] += chance.within(DEPTHS[i]);
    }
    reciprocal += 1.0 / rank;
    reciprocalByChance += chance.reciprocalRank();
  }

  void print(PrintWriter out) {
    out.printf(
        "evaluation: %d of %d queries have their id among the %d entries%n",
        evaluated, asked, index.size());
    if (evaluated > 0) {
      var table = new TextTable("", "found", "chance");
      for (int i = 0; i < DEPTHS.length; i++) {
        table.row("top " + DEPTHS[i], share(found[i]), share(foundByChance[i]));
      }
      table.row("mean reciprocal rank", share(reciprocal), share(reciprocalByChance));
      table.print(out);
    }
    out.flush();
  }

  private String share(double sum) {
    return String.format(Locale.ROOT, "%.4f", sum / evaluated);
  }

  /** The best rank of some of n entries in random order. */
  private static final class Chance {

    private final int entries;
    private final int matches;

    Chance(int entries, int matches) {
      this.entries = entries;
      this.matches = matches;
    }

    /** That one of the matches is among the first. */
    double within(int depth) {
      double none = 1;
      for (int drawn = 0; drawn < Math.min(depth, entries); drawn++) {
        none *= (double) Math.max(0, entries - matches - drawn) / (entries - drawn);
      }
      return 1 - none;
    }

    /** The expected reciprocal of the best match's rank. */
    double reciprocalRank() {
      double expected = 0;
      double none = 1;
      for (int drawn = 0; drawn < entries; drawn++) {
        double hit = (double) Math.min(matches, entries - drawn) / (entries - drawn);
        expected += none * hit / (drawn + 1);
        none *= 1 - hit;
      }
      return expected;
    }
  }
}
