package io.molspectra.cli.plot;

import io.molspectra.cli.plot.ColorScale.Form;
import io.molspectra.cli.plot.Legend.Entry;
import io.molspectra.cli.plot.Legend.Sign;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Colours of points by what a table says of their molecules. */
public abstract sealed class Coloring {

  private final String column;

  private Coloring(String column) {
    this.column = column;
  }

  /**
   * Colours by number if all values are numbers, else by category.
   *
   * @param column name of the values
   * @param values by id; empty text is no value
   */
  public static Coloring of(String column, Map<String, String> values) {
    Map<String, String> known = new LinkedHashMap<>(values);
    known.values().removeIf(String::isBlank);
    Map<String, Double> numbers = new HashMap<>();
    for (Map.Entry<String, String> value : known.entrySet()) {
      try {
        numbers.put(value.getKey(), Double.valueOf(value.getValue().strip()));
      } catch (NumberFormatException e) {
        return new ByCategory(column, known);
      }
    }
    numbers.values().removeIf(number -> !Double.isFinite(number));
    return new ByNumber(column, numbers);
  }

  /** Name of the values. */
  final String column() {
    return column;
  }

  /** The colour of a molecule, grey if it has no value. */
  abstract Color color(String id);

  /** Names of the colours, if they are few and named. */
  abstract List<Entry> legend();

  /** The colours' numbers, if they are numbers. */
  abstract @Nullable ColorScale scale();

  private static final class ByNumber extends Coloring {
    private final Map<String, Double> numbers;
    private final ColorScale scale;

    private ByNumber(String column, Map<String, Double> numbers) {
      super(column);
      this.numbers = numbers;
      double low = numbers.values().stream().min(Comparator.naturalOrder()).orElse(0.0);
      double high = numbers.values().stream().max(Comparator.naturalOrder()).orElse(1.0);
      this.scale = new ColorScale(low, high, Form.LINEAR);
    }

    @Override
    Color color(String id) {
      Double number = numbers.get(id);
      return number == null ? Ink.UNKNOWN : new Color(scale.rgb(number));
    }

    @Override
    List<Entry> legend() {
      return List.of();
    }

    @Override
    ColorScale scale() {
      return scale;
    }
  }

  private static final class ByCategory extends Coloring {
    private final Map<String, String> categories;
    private final Map<String, Color> colors = new LinkedHashMap<>();
    private final int unnamed;

    private ByCategory(String column, Map<String, String> categories) {
      super(column);
      this.categories = categories;
      Map<String, Long> counts =
          categories.values().stream()
              .collect(Collectors.groupingBy(category -> category, Collectors.counting()));
      List<String> largestFirst = new ArrayList<>(counts.keySet());
      largestFirst.sort(
          Comparator.<String, Long>comparing(counts::get)
              .reversed()
              .thenComparing(Comparator.naturalOrder()));
      int named = Math.min(largestFirst.size(), Ink.CATEGORIES.size());
      for (int i = 0; i < named; i++) {
        colors.put(largestFirst.get(i), Ink.category(i));
      }
      this.unnamed = largestFirst.size() - named;
    }

    @Override
    Color color(String id) {
      String category = categories.get(id);
      return category == null ? Ink.UNKNOWN : colors.getOrDefault(category, Ink.UNKNOWN);
    }

    @Override
    List<Entry> legend() {
      List<Entry> entries = new ArrayList<>();
      colors.forEach((name, color) -> entries.add(new Entry(name, color, Sign.CIRCLE)));
      if (unnamed > 0) {
        entries.add(new Entry(unnamed + " others", Ink.UNKNOWN, Sign.CIRCLE));
      }
      return entries;
    }

    @Override
    @Nullable ColorScale scale() {
      return null;
    }
  }
}
