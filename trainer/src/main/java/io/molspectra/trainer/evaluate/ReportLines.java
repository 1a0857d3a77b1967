package io.molspectra.trainer.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An evaluation as lines of text. */
final class ReportLines {

  private static final int MOST_NAMED = 5;

  private ReportLines() {}

  static List<String> of(EvaluationReport report) {
    var lines = new ArrayList<String>();
    lines.add(
        "%s, %s set, trained on %d molecules, seed %d"
            .formatted(
                report.dataset(), report.split(), report.trainingMolecules(), report.seed()));
    String checkpoint = report.provenance().get(EvaluationReport.CHECKPOINT);
    if (checkpoint != null) {
      lines.add("checkpoint: " + checkpoint);
    }
    var rows = new ArrayList<String[]>();
    rows.add(
        new String[] {
          "task", "unit", "n", "MAE", "95 %", "RMSE", "R2", "max", "mean predictor", "atoms alone"
        });
    report.tasks().forEach(task -> rows.add(row(task)));
    ForceEvaluation forces = report.forces();
    if (forces != null) {
      rows.add(row(forces));
    }
    align(rows).forEach(lines::add);
    if (forces != null) {
      lines.add(
          "forces: mean cosine between true and predicted %s; the baseline is no force"
              .formatted(number(forces.cosine())));
      fault(lines, "forces", forces.unlabelled(), forces.nonFinite());
    }
    for (ScalarEvaluation task : report.tasks()) {
      task.calibrations().forEach(result -> lines.add(coverage(task, result)));
      fault(lines, task.task(), task.unlabelled(), task.nonFinite());
    }
    return List.copyOf(lines);
  }

  private static String[] row(ScalarEvaluation task) {
    Metrics metrics = task.metrics();
    return new String[] {
      task.task(),
      task.unit(),
      String.valueOf(metrics.count()),
      number(metrics.mae()),
      interval(task.maeInterval()),
      number(metrics.rmse()),
      number(metrics.r2()),
      number(metrics.maxError()),
      number(task.meanPredictorMae()),
      number(task.atomReferenceMae())
    };
  }

  private static String[] row(ForceEvaluation forces) {
    return new String[] {
      "forces",
      forces.unit(),
      String.valueOf(forces.molecules()),
      number(forces.mae()),
      interval(forces.maeInterval()),
      number(forces.rmse()),
      "",
      number(forces.maxError()),
      number(forces.zeroForceMae()),
      ""
    };
  }

  private static String coverage(ScalarEvaluation task, CoverageResult result) {
    ConformalCalibration calibration = result.calibration();
    return String.format(
        Locale.ROOT,
        "%s: intervals of %.0f %% (%s, calibrated with %d) contain %.1f %% of %d (95 %%: %.1f to %.1f), half"
            + " width %s %s on average",
        task.task(),
        100 * calibration.coverage(),
        calibration.kind().name().toLowerCase(Locale.ROOT),
        calibration.molecules(),
        100 * result.share(),
        result.molecules(),
        100 * result.shareInterval().low(),
        100 * result.shareInterval().high(),
        number(result.meanHalfWidth()),
        task.unit());
  }

  private static void fault(List<String> lines, String task, int unlabelled, Faults faults) {
    if (unlabelled > 0) {
      lines.add("%s: %d molecules without a label were left out".formatted(task, unlabelled));
    }
    if (faults.count() > 0) {
      List<String> named =
          faults.molecules().subList(0, Math.min(MOST_NAMED, faults.molecules().size()));
      lines.add(
          "%s: %d predictions are not finite and in no mean: %s%s"
              .formatted(
                  task,
                  faults.count(),
                  String.join(", ", named),
                  faults.count() > named.size() ? ", ..." : ""));
    }
  }

  private static List<String> align(List<String[]> rows) {
    int[] widths = new int[rows.get(0).length];
    for (String[] row : rows) {
      for (int c = 0; c < row.length; c++) {
        widths[c] = Math.max(widths[c], row[c].length());
      }
    }
    var lines = new ArrayList<String>();
    for (String[] row : rows) {
      var line = new StringBuilder();
      for (int c = 0; c < row.length; c++) {
        line.append("  ").append(row[c]).append(" ".repeat(widths[c] - row[c].length()));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private static String interval(Interval interval) {
    return Double.isNaN(interval.low())
        ? ""
        : number(interval.low()) + " to " + number(interval.high());
  }

  /** Four significant digits, without an exponent where it can be. */
  private static String number(@Nullable Double value) {
    if (value == null || value.isNaN()) {
      return "";
    }
    double size = Math.abs(value);
    if (size != 0 && (size < 1e-4 || size >= 1e6)) {
      return String.format(Locale.ROOT, "%.3e", value);
    }
    int digits = size == 0 ? 1 : 3 - (int) Math.floor(Math.log10(size));
    return String.format(Locale.ROOT, "%." + Math.max(0, Math.min(7, digits)) + "f", value);
  }
}
