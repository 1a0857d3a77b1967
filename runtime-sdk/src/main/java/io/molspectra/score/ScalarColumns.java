package io.molspectra.score;

import io.molspectra.bundle.CalibratedQuantile;
import io.molspectra.bundle.CalibratedQuantile.Kind;
import io.molspectra.bundle.TaskSpec;
import io.molspectra.predict.Estimates;
import io.molspectra.predict.Estimates.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The numbers a molecule is answered with: of each scalar task the value, the spread if an ensemble
 * answers, and the ends of an interval if one was calibrated.
 */
public final class ScalarColumns {

  /**
   * One of them.
   *
   * @param name of a csv column or an npz array
   * @param unit "1" if there is none
   * @param meaning in words
   */
  public record Column(String name, String unit, String meaning) {}

  private final List<TaskSpec> tasks;
  private final List<Optional<CalibratedQuantile>> quantiles;
  private final List<Column> columns;

  private ScalarColumns(List<TaskSpec> tasks, List<Optional<CalibratedQuantile>> quantiles) {
    this.tasks = tasks;
    this.quantiles = quantiles;
    var all = new ArrayList<Column>();
    for (int t = 0; t < tasks.size(); t++) {
      all.addAll(describe(tasks.get(t), quantiles.get(t)));
    }
    this.columns = List.copyOf(all);
  }

  /**
   * The columns of tasks.
   *
   * @param coverage of the intervals; null for the largest that each task was calibrated for
   * @throws IllegalArgumentException if a task was not calibrated for this coverage
   */
  public static ScalarColumns of(List<TaskSpec> tasks, @Nullable Double coverage) {
    return new ScalarColumns(tasks, tasks.stream().map(task -> chosen(task, coverage)).toList());
  }

  /** Of two kinds for one coverage the one that tells sure from unsure predictions. */
  private static Optional<CalibratedQuantile> chosen(TaskSpec task, @Nullable Double coverage) {
    List<CalibratedQuantile> known =
        Objects.requireNonNullElse(task.uncertainty(), List.<CalibratedQuantile>of());
    Optional<CalibratedQuantile> found =
        known.stream()
            .filter(quantile -> coverage == null || quantile.coverage() == coverage)
            .max(
                Comparator.comparing(CalibratedQuantile::coverage)
                    .thenComparing(quantile -> quantile.kind() == Kind.NORMALISED));
    if (coverage != null && found.isEmpty()) {
      List<Double> coverages = known.stream().map(CalibratedQuantile::coverage).distinct().toList();
      throw new IllegalArgumentException(
          "coverage %s: task %s has %s"
              .formatted(
                  coverage,
                  task.name(),
                  known.isEmpty()
                      ? "no calibrated intervals: ask for none"
                      : "intervals for " + coverages));
    }
    return found;
  }

  private static List<Column> describe(TaskSpec task, Optional<CalibratedQuantile> quantile) {
    var columns = new ArrayList<Column>();
    String unit = task.unit();
    if (task.ofEnsemble()) {
      columns.add(new Column(task.name(), unit, "mean over %d networks".formatted(task.members())));
      columns.add(
          new Column(task.name() + TaskSpec.SPREAD, unit, "standard deviation over the networks"));
    } else {
      columns.add(new Column(task.name(), unit, "prediction"));
    }
    if (quantile.isPresent()) {
      String interval = " end of the interval of coverage " + quantile.get().coverage();
      columns.add(new Column(task.name() + "_low", unit, "lower" + interval));
      columns.add(new Column(task.name() + "_high", unit, "upper" + interval));
    }
    return columns;
  }

  /** All columns in order. */
  public List<Column> columns() {
    return columns;
  }

  /**
   * The numbers of one molecule in the order of the columns.
   *
   * @param estimates by task
   */
  public double[] row(Map<String, Estimates> estimates, int molecule) {
    double[] row = new double[columns.size()];
    int at = 0;
    for (int t = 0; t < tasks.size(); t++) {
      String task = tasks.get(t).name();
      Estimates answer = Objects.requireNonNull(estimates.get(task), task);
      row[at++] = answer.values()[molecule];
      float[] spread = answer.spread();
      if (spread != null) {
        row[at++] = spread[molecule];
      }
      if (quantiles.get(t).isPresent()) {
        Interval interval = interval(answer, quantiles.get(t).get());
        row[at++] = interval.low()[molecule];
        row[at++] = interval.high()[molecule];
      }
    }
    return row;
  }

  private static Interval interval(Estimates estimates, CalibratedQuantile quantile) {
    return estimates.intervals().stream()
        .filter(interval -> interval.calibration().equals(quantile))
        .findFirst()
        .orElseThrow();
  }
}
