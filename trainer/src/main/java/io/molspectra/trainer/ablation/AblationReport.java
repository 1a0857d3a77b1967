package io.molspectra.trainer.ablation;

import io.molspectra.trainer.ablation.AblationResult.Row;
import io.molspectra.trainer.ablation.Variant.Group;
import io.molspectra.trainer.retrieval.RetrievalRanks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The results of an ablation as a Markdown document. */
public final class AblationReport {
  private static final int[] TOPS = {1, 5, 10};
  private static final long BOOTSTRAP_SEED = 1;

  private AblationReport() {}

  /**
   * Tables of losses and of retrieval.
   *
   * @param rows of {@link Ablation#run}; the first is the configuration as it is
   * @param head lines about command, data, machine and date
   */
  public static String of(List<Row> rows, List<String> head) {
    Row base = rows.get(0);
    var text = new StringBuilder();
    text.append("# Stage two: what its parts are worth\n\n");
    head.forEach(line -> text.append(line).append('\n'));
    text.append('\n').append(explanation(base)).append('\n');
    text.append(retrieval(base));
    for (Group group : Group.values()) {
      List<Row> ofGroup = rows.stream().filter(row -> row.variant().group() == group).toList();
      // The configuration itself leads every other table.
      boolean alone = group == Group.BASE && rows.size() > 1;
      if (!ofGroup.isEmpty() && !alone) {
        text.append("\n## ").append(group.title()).append("\n\n");
        text.append(table(base, ofGroup));
      }
    }
    return text.toString();
  }

  private static String explanation(Row base) {
    var seeds = new TreeSet<Long>();
    base.results().forEach(result -> seeds.add(result.seed()));
    int heldOut = base.results().isEmpty() ? 0 : base.results().get(0).ranks().length;
    return """
        Mean ± standard deviation over seeds %s; each seed holds out other molecules (%d of them), draws
        other weights and other noise. Losses are those of the held-out molecules after the last step, with a
        tenth of the patches hidden whatever the ratio in training. Retrieval: a held-out molecule is asked for
        by its spectra among all held-out ones, isomers included; the share found among the first 1, 5, 10.
        """
        .formatted(seeds, heldOut);
  }

  private static String retrieval(Row base) {
    var text = new StringBuilder();
    text.append("\n## Retrieval against chance and without a network\n\n");
    text.append(
        "All seeds together; in brackets 95 % of 2,000 bootstrap samples of the queries.\n\n");
    text.append("| | top 1 | top 5 | top 10 | mean 1/rank |\n|---|---|---|---|---|\n");
    text.append(retrievalRow(base.variant().name(), base, AblationResult::ranks));
    if (base.results().isEmpty()) {
      return text.toString();
    }
    for (String baseline : base.results().get(0).baselines().keySet()) {
      text.append(
          retrievalRow(
              baselineName(baseline),
              base,
              result -> result.baselines().getOrDefault(baseline, new double[0])));
    }
    int candidates = base.results().get(0).ranks().length;
    text.append("| chance | ");
    for (int top : TOPS) {
      text.append(percent(Math.min(1, top / (double) candidates))).append(" | ");
    }
    double reciprocal = 0;
    for (int rank = 1; rank <= candidates; rank++) {
      reciprocal += 1.0 / rank / candidates;
    }
    return text.append(number(reciprocal)).append(" |\n").toString();
  }

  private static String baselineName(String baseline) {
    return switch (baseline) {
      case "formula" -> "formula of the nearest training spectrum";
      case "distances" -> "interatomic distances of the nearest training spectrum";
      default -> baseline;
    };
  }

  private static String retrievalRow(
      String name, Row row, Function<AblationResult, double[]> ranksOf) {
    double[] all =
        row.results().stream().flatMapToDouble(r -> Arrays.stream(ranksOf.apply(r))).toArray();
    int candidates = row.results().isEmpty() ? 1 : row.results().get(0).ranks().length;
    var ranks = new RetrievalRanks(all, candidates);
    var cells = new ArrayList<String>();
    cells.add(name);
    for (int top : TOPS) {
      double[] ends = ranks.interval(top, BOOTSTRAP_SEED);
      cells.add(
          "%s [%s, %s]".formatted(percent(ranks.top(top)), percent(ends[0]), percent(ends[1])));
    }
    cells.add(number(ranks.meanReciprocalRank()));
    return "| " + String.join(" | ", cells) + " |\n";
  }

  private static String table(Row base, List<Row> rows) {
    var text = new StringBuilder();
    text.append("| | denoising | MPR | contrast | top 1 | top 5 | top 10 | runs |\n");
    text.append("|---|---|---|---|---|---|---|---|\n");
    var all = new ArrayList<Row>();
    if (!rows.contains(base)) {
      all.add(base);
    }
    all.addAll(rows);
    for (Row row : all) {
      var cells = new ArrayList<String>();
      cells.add(row == base ? "**" + row.variant().name() + "**" : row.variant().name());
      cells.add(spread(row, AblationResult::denoise, 4));
      cells.add(spread(row, AblationResult::reconstruct, 4));
      cells.add(spread(row, AblationResult::contrast, 3));
      for (int top : TOPS) {
        cells.add(
            spread(row, r -> 100 * new RetrievalRanks(r.ranks(), r.ranks().length).top(top), 1));
      }
      cells.add(Integer.toString(row.results().size()));
      text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
    return text.toString();
  }

  private static String spread(Row row, ToDoubleFunction<AblationResult> value, int digits) {
    double[] values = row.results().stream().mapToDouble(value).toArray();
    if (values.length == 0) {
      return "";
    }
    double mean = Arrays.stream(values).average().orElseThrow();
    double variance =
        values.length < 2
            ? 0
            : Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (values.length - 1);
    String format = "%." + digits + "f";
    return String.format(Locale.ROOT, format + " ± " + format, mean, Math.sqrt(variance));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
