package io.molspectra.trainer.ablation;

import io.molspectra.trainer.ablation.DownstreamResult.Row;
import io.molspectra.trainer.ablation.Variant.Group;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Errors after fine-tuning as part of the document of an ablation. */
public final class DownstreamReport {
  private DownstreamReport() {}

  /**
   * A table a group of variants; each begins with the rows of {@link Group#BASE}.
   *
   * @param rows of {@link Downstream#run}
   */
  public static String of(List<Row> rows) {
    Map<String, String> units = new LinkedHashMap<>();
    DownstreamResult any = null;
    for (Row row : rows) {
      for (DownstreamResult result : row.results()) {
        any = result;
        result.errors().forEach((task, error) -> units.putIfAbsent(task, error.unit()));
      }
    }
    if (any == null) {
      return "";
    }
    var text = new StringBuilder("\n## Fine-tuned to ");
    text.append(String.join(", ", units.keySet())).append("\n\n");
    text.append(
        """
        Mean absolute errors of %,d test molecules after fine-tuning with %,d others to all these properties at
        once, mean ± standard deviation over seeds. All runs share the molecules of each part; seeds differ in
        the weights of the heads and the order of the molecules, and in the run of stage two they start from.
        """
            .formatted(any.test(), any.training()));
    List<Row> base = rows.stream().filter(row -> row.group() == Group.BASE).toList();
    boolean alone = rows.size() == base.size();
    for (Group group : Group.values()) {
      List<Row> ofGroup = rows.stream().filter(row -> row.group() == group).toList();
      if (!ofGroup.isEmpty() && (group != Group.BASE || alone)) {
        text.append("\n### ").append(group.title()).append("\n\n");
        text.append(table(units, any, base, group == Group.BASE ? List.of() : ofGroup));
      }
    }
    return text.toString();
  }

  private static String table(
      Map<String, String> units, DownstreamResult any, List<Row> base, List<Row> rows) {
    var text = new StringBuilder("| |");
    units.forEach(
        (task, unit) -> text.append(' ').append(task).append(", ").append(unit).append(" |"));
    text.append(" runs |\n|")
        .append("---|".repeat(units.size() + 2))
        .append("\n| predicting the mean |");
    for (String task : units.keySet()) {
      DownstreamResult.Error error = Objects.requireNonNull(any.errors().get(task));
      text.append(' ').append(number(error.meanPredictorMae())).append(" |");
    }
    text.append(" |\n");
    for (Row row : base) {
      text.append(row(units, row, true));
    }
    for (Row row : rows) {
      text.append(row(units, row, false));
    }
    return text.toString();
  }

  private static String row(Map<String, String> units, Row row, boolean bold) {
    var cells = new ArrayList<String>();
    cells.add(bold ? "**" + row.name() + "**" : row.name());
    for (String task : units.keySet()) {
      cells.add(spread(row, task));
    }
    cells.add(Integer.toString(row.results().size()));
    return "| " + String.join(" | ", cells) + " |\n";
  }

  private static String spread(Row row, String task) {
    double[] values =
        row.results().stream()
            .map(result -> result.errors().get(task))
            .filter(Objects::nonNull)
            .mapToDouble(DownstreamResult.Error::mae)
            .toArray();
    if (values.length == 0) {
      return "";
    }
    double mean = Arrays.stream(values).average().orElseThrow();
    if (values.length == 1) {
      return number(mean);
    }
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return number(mean) + " ± " + number(Math.sqrt(squares / (values.length - 1)));
  }

  /** Three significant digits; more before the point if there are more. */
  private static String number(double value) {
    double size = Math.abs(value);
    int digits =
        size > 0 && Double.isFinite(size)
            ? Math.min(7, Math.max(0, 2 - (int) Math.floor(Math.log10(size))))
            : 0;
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }
}
