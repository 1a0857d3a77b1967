package io.molspectra.trainer.report.html;

import io.molspectra.trainer.report.html.OurErrors.Error;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * Runs that differ by their seeds alone.
 *
 * @param runs at least one
 */
record SeedGroup(List<RunFacts> runs) {

  /** Groups runs that have test results, in the order of their first ones. */
  static List<SeedGroup> of(List<RunFacts> runs) {
    Map<String, List<RunFacts>> groups = new LinkedHashMap<>();
    for (RunFacts run : runs) {
      if (OurErrors.isTested(run)) {
        groups.computeIfAbsent(run.withoutSeeds(), key -> new ArrayList<>()).add(run);
      }
    }
    return groups.values().stream().map(SeedGroup::new).toList();
  }

  String name() {
    String first = runs.get(0).name();
    return runs.size() == 1 ? first : "%s and %d more".formatted(first, runs.size() - 1);
  }

  /** The number is equal for all of them. */
  int trainingMolecules() {
    return Objects.requireNonNull(runs.get(0).results()).trainingMolecules();
  }

  /**
   * The error of a target as text: "15.2 [14.9, 15.5]" for one run, with the interval over its test
   * molecules, "15.2 ± 0.4" for several, with the standard deviation over seeds; empty if unknown.
   *
   * @param errors of each run, by target
   */
  String error(String target, Function<RunFacts, Map<String, Error>> errors) {
    List<Error> known =
        runs.stream().map(run -> errors.apply(run).get(target)).filter(Objects::nonNull).toList();
    if (known.isEmpty()) {
      return "";
    }
    if (known.size() == 1) {
      Error one = known.get(0);
      return "%s [%s, %s]"
          .formatted(
              number(one.mae()), number(one.interval().low()), number(one.interval().high()));
    }
    double mean = known.stream().mapToDouble(Error::mae).average().orElseThrow();
    double squares = known.stream().mapToDouble(e -> (e.mae() - mean) * (e.mae() - mean)).sum();
    return "%s ± %s (%d)"
        .formatted(number(mean), number(Math.sqrt(squares / (known.size() - 1))), known.size());
  }

  /** Three significant digits. */
  static String number(double value) {
    if (!Double.isFinite(value)) {
      return "?";
    }
    double size = Math.abs(value);
    if (size != 0 && (size < 1e-3 || size >= 1e6)) {
      return String.format(Locale.ROOT, "%.2e", value);
    }
    int digits = size == 0 ? 0 : Math.max(0, 2 - (int) Math.floor(Math.log10(size)));
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }
}
