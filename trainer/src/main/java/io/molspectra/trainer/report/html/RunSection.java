package io.molspectra.trainer.report.html;

import io.molspectra.trainer.evaluate.ConformalCalibration;
import io.molspectra.trainer.evaluate.CoverageResult;
import io.molspectra.trainer.evaluate.EvaluationReport;
import io.molspectra.trainer.evaluate.Faults;
import io.molspectra.trainer.evaluate.ForceEvaluation;
import io.molspectra.trainer.evaluate.GroupError;
import io.molspectra.trainer.evaluate.Interval;
import io.molspectra.trainer.evaluate.ScalarEvaluation;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One run: its losses, its errors, its figures. */
final class RunSection {

  private RunSection() {}

  static void write(Html page, RunFacts run) {
    page.open("section");
    page.element("h3", run.name());
    LossChart.draw(page, run.losses());
    EvaluationReport report = run.results();
    if (report != null) {
      page.element(
          "p",
          "%s, %s set, trained on %d molecules or frames, seed %d"
              .formatted(
                  report.dataset(), report.split(), report.trainingMolecules(), report.seed()));
      errors(page, report);
      for (ScalarEvaluation task : report.tasks()) {
        details(page, task);
      }
      ForceEvaluation forces = report.forces();
      if (forces != null) {
        left(page, "forces", forces.unlabelled(), forces.nonFinite());
        groups(page, "forces by element of the atom, " + forces.unit(), forces.perElement());
      }
      page.open("p", "class", "note");
      report.provenance().forEach((key, value) -> page.text(key + ": " + value + "; "));
      page.close();
    }
    for (RunFacts.Figure figure : run.figures()) {
      page.empty(
          "img",
          "alt",
          figure.title(),
          "src",
          "data:image/png;base64," + Base64.getEncoder().encodeToString(figure.png()));
    }
    run.notes().forEach(note -> page.element("p", note, "class", "note"));
    page.close();
  }

  private static void errors(Html page, EvaluationReport report) {
    page.open("table");
    page.open("thead");
    page.row(
        "th",
        List.of(
            "",
            "unit",
            "n",
            "MAE",
            "95 %",
            "RMSE",
            "95 %",
            "R²",
            "largest",
            "mean error",
            "MAE of a baseline",
            "MAE of atom references"));
    page.close();
    page.open("tbody");
    report.tasks().forEach(task -> page.row("td", row(task)));
    ForceEvaluation forces = report.forces();
    if (forces != null) {
      page.row("td", row(forces));
    }
    page.close();
    page.close();
  }

  private static List<String> row(ScalarEvaluation task) {
    Double atoms = task.atomReferenceMae();
    return List.of(
        task.task(),
        task.unit(),
        String.valueOf(task.metrics().count()),
        SeedGroup.number(task.metrics().mae()),
        interval(task.maeInterval()),
        SeedGroup.number(task.metrics().rmse()),
        interval(task.rmseInterval()),
        SeedGroup.number(task.metrics().r2()),
        SeedGroup.number(task.metrics().maxError()),
        SeedGroup.number(task.metrics().meanError()),
        SeedGroup.number(task.meanPredictorMae()) + " (mean)",
        atoms == null ? "" : SeedGroup.number(atoms));
  }

  private static List<String> row(ForceEvaluation forces) {
    return List.of(
        "forces (cosine %s)".formatted(SeedGroup.number(forces.cosine())),
        forces.unit(),
        String.valueOf(forces.molecules()),
        SeedGroup.number(forces.mae()),
        interval(forces.maeInterval()),
        SeedGroup.number(forces.rmse()),
        interval(forces.rmseInterval()),
        "",
        SeedGroup.number(forces.maxError()),
        "",
        SeedGroup.number(forces.zeroForceMae()) + " (no force)",
        "");
  }

  private static void details(Html page, ScalarEvaluation task) {
    left(page, task.task(), task.unlabelled(), task.nonFinite());
    for (CoverageResult result : task.calibrations()) {
      ConformalCalibration calibration = result.calibration();
      page.element(
          "p",
          String.format(
              Locale.ROOT,
              "%s: intervals promised to contain %.0f %% (%s, calibrated with %d molecules) contain %.1f %%"
                  + " of %d (95 %%: %.1f to %.1f); half width %s %s on average",
              task.task(),
              100 * calibration.coverage(),
              calibration.kind().name().toLowerCase(Locale.ROOT),
              calibration.molecules(),
              100 * result.share(),
              result.molecules(),
              100 * result.shareInterval().low(),
              100 * result.shareInterval().high(),
              SeedGroup.number(result.meanHalfWidth()),
              task.unit()));
    }
    groups(page, task.task() + " by element contained, " + task.unit(), task.perElement());
    groups(page, task.task() + " by number of atoms, " + task.unit(), task.perSize());
  }

  private static void left(Html page, String task, int unlabelled, Faults faults) {
    if (unlabelled > 0) {
      page.element(
          "p", "%s: %d molecules without a label were left out".formatted(task, unlabelled));
    }
    if (faults.count() > 0) {
      page.element(
          "p",
          "%s: %d predictions are not finite and in no mean: %s%s"
              .formatted(
                  task,
                  faults.count(),
                  String.join(", ", faults.molecules()),
                  faults.count() > faults.molecules().size() ? ", ..." : ""),
          "class",
          "fault");
    }
  }

  private static void groups(Html page, String title, Map<?, GroupError> groups) {
    if (groups.isEmpty()) {
      return;
    }
    List<String> heads = new ArrayList<>(List.of(""));
    List<String> counts = new ArrayList<>(List.of("n"));
    List<String> errors = new ArrayList<>(List.of("MAE"));
    groups.forEach(
        (key, group) -> {
          heads.add(String.valueOf(key));
          counts.add(String.valueOf(group.count()));
          errors.add(SeedGroup.number(group.mae()));
        });
    page.open("details");
    page.element("summary", title);
    page.open("table");
    page.row("th", heads);
    page.row("td", counts);
    page.row("td", errors);
    page.close();
    page.close();
  }

  private static String interval(Interval interval) {
    return Double.isNaN(interval.low())
        ? ""
        : SeedGroup.number(interval.low()) + " to " + SeedGroup.number(interval.high());
  }
}
