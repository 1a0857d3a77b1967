package io.molspectra.trainer.pilot;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Results as a Markdown table. */
public final class PilotTable {
  /** With fewer test molecules the mean error of one split says little. */
  private static final int FEW = 50;

  private PilotTable() {}

  /**
   * One row a property: mean and sample standard deviation over seeds, and in how many seeds the
   * network with the spectrum is the better one.
   *
   * @param head what stands above
   */
  public static String of(Map<PilotTarget, List<PilotResult>> results, List<String> head) {
    var text = new StringBuilder("# Properties with and without the UV-Vis spectrum\n\n");
    head.forEach(line -> text.append(line).append("\n\n"));
    text.append(
            "| property | unit | train / validation / test | median | without | with | change |")
        .append(" better with |\n|---|---|---|---|---|---|---|---|\n");
    int fewest = Integer.MAX_VALUE;
    for (var entry : results.entrySet()) {
      text.append(row(entry.getKey(), entry.getValue()));
      for (PilotResult result : entry.getValue()) {
        fewest = Math.min(fewest, result.test());
      }
    }
    text.append(
            "\nMean absolute errors of the test molecules, mean ± standard deviation over seeds;")
        .append(" each seed has its own split, which both networks share. Median: the error if the")
        .append(" median of the training molecules is told of all.\n");
    if (fewest < FEW) {
      text.append("\nWith %d test molecules this table says little.\n".formatted(fewest));
    }
    return text.toString();
  }

  private static String row(PilotTarget target, List<PilotResult> results) {
    List<PilotResult> without = results.stream().filter(r -> !r.withSpectrum()).toList();
    List<PilotResult> with = results.stream().filter(PilotResult::withSpectrum).toList();
    double change = mean(with, PilotResult::error) / mean(without, PilotResult::error) - 1;
    long better =
        with.stream()
            .filter(
                r -> without.stream().anyMatch(o -> o.seed() == r.seed() && r.error() < o.error()))
            .count();
    PilotResult first = results.get(0);
    return String.format(
        Locale.ROOT,
        "| %s | %s | %,d / %,d / %,d | %s | %s | %s | %+.0f %% | %d of %d |\n",
        target.name(),
        target.unit(),
        first.training(),
        first.validation(),
        first.test(),
        number(mean(without, PilotResult::baseline)),
        spread(without),
        spread(with),
        100 * change,
        better,
        with.size());
  }

  private static String spread(List<PilotResult> results) {
    double mean = mean(results, PilotResult::error);
    String text = number(mean);
    if (results.size() < 2) {
      return text;
    }
    double squares =
        results.stream().mapToDouble(r -> (r.error() - mean) * (r.error() - mean)).sum();
    return text + " ± " + number(Math.sqrt(squares / (results.size() - 1)));
  }

  private static double mean(List<PilotResult> results, ToDoubleFunction<PilotResult> value) {
    return results.stream().mapToDouble(value).average().orElse(Double.NaN);
  }

  /** Three significant digits, without an exponent. */
  private static String number(double value) {
    int digits = value > 0 ? (int) Math.max(0, 2 - Math.floor(Math.log10(value))) : 0;
    return String.format(Locale.ROOT, "%." + Math.min(digits, 6) + "f", value);
  }
}
