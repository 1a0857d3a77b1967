package io.molspectra.trainer.report.html;

import com.fasterxml.jackson.databind.JsonNode;
import io.molspectra.trainer.evaluate.EvaluationReport;
import io.molspectra.trainer.evaluate.ForceEvaluation;
import io.molspectra.trainer.evaluate.Interval;
import io.molspectra.trainer.evaluate.ScalarEvaluation;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Errors of a run under the names and in the units of a table of the paper. */
final class OurErrors {

  private static final String TEST = "test";

  private OurErrors() {}

  /**
   * An error with its interval.
   *
   * @param mae mean absolute error
   * @param interval 95 % over test molecules
   */
  record Error(double mae, Interval interval) {

    Error times(double factor) {
      return new Error(
          factor * mae, new Interval(factor * interval.low(), factor * interval.high()));
    }
  }

  /** Whether the run belongs in a table of errors on test molecules. */
  static boolean isTested(RunFacts run) {
    EvaluationReport report = run.results();
    return report != null && report.split().equals(TEST);
  }

  /** Target to error; empty for runs on other data or without test results. */
  static Map<String, Error> of(RunFacts run, String table, PaperTable paper) {
    var errors = new HashMap<String, Error>();
    EvaluationReport report = run.results();
    if (report == null || !isTested(run) || !dataset(run, report).startsWith(table)) {
      return errors;
    }
    if (table.equals(PaperTable.MD17)) {
      ForceEvaluation forces = report.forces();
      Optional<String> molecule = molecule(run, report, paper);
      if (forces != null && molecule.isPresent()) {
        put(errors, paper, molecule.get(), forces.unit(), forces.mae(), forces.maeInterval());
      }
      return errors;
    }
    for (ScalarEvaluation task : report.tasks()) {
      put(
          errors,
          paper,
          task.task().toLowerCase(Locale.ROOT),
          task.unit(),
          task.metrics().mae(),
          task.maeInterval());
    }
    return errors;
  }

  private static void put(
      Map<String, Error> errors,
      PaperTable paper,
      String target,
      String unit,
      double mae,
      Interval interval) {
    String wanted = paper.units().get(target);
    OptionalDouble factor =
        wanted == null ? OptionalDouble.empty() : UnitScale.factor(unit, wanted);
    if (factor.isPresent() && Double.isFinite(mae)) {
      errors.put(target, new Error(mae, interval).times(factor.getAsDouble()));
    }
  }

  private static String dataset(RunFacts run, EvaluationReport report) {
    String named = report.dataset().toLowerCase(Locale.ROOT);
    return named.isBlank() ? run.task().toLowerCase(Locale.ROOT) : named;
  }

  /** The molecule of a trajectory, by the name of the data set or else of the files read. */
  private static Optional<String> molecule(
      RunFacts run, EvaluationReport report, PaperTable paper) {
    var names = new StringBuilder(report.dataset());
    for (JsonNode file : run.data().path("files")) {
      names.append(' ').append(file.asText());
    }
    String text = names.toString().toLowerCase(Locale.ROOT);
    return paper.units().keySet().stream()
        .filter(molecule -> text.contains(molecule.replace("_acid", "")))
        .findFirst();
  }
}
