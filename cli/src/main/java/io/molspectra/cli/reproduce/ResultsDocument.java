package io.molspectra.cli.reproduce;

import io.molspectra.cli.reproduce.Measured.Table;
import io.molspectra.file.AtomicFile;
import io.molspectra.trainer.evaluate.EvaluationReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything measured so far as one Markdown document. */
public final class ResultsDocument {
  private static final List<EvaluationReport> NONE = List.of();

  private final Settings settings;
  private final Plan plan;

  /**
   * @param plan the whole one: results of former calls stand in the document, too
   */
  public ResultsDocument(Settings settings, Plan plan) {
    this.settings = settings;
    this.plan = plan;
  }

  /**
   * Writes {@code results.md}.
   *
   * @param head lines about command, machine and date
   * @param outcomes of this call
   * @return the file
   */
  public Path write(List<String> head, List<Outcome> outcomes) throws IOException {
    Path file = settings.out().resolve("results.md");
    try (AtomicFile atomic = AtomicFile.create(file)) {
      atomic.stream().write(text(head, outcomes).getBytes(StandardCharsets.UTF_8));
      atomic.commit();
    }
    return file;
  }

  private String text(List<String> head, List<Outcome> outcomes) throws IOException {
    var text = new StringBuilder("# Results\n\n");
    head.forEach(line -> text.append(line).append("\n\n"));
    text.append(
        """
        Mean absolute errors of molecules that were not trained on: of one seed with 95 % bootstrap intervals
        over these molecules, of several mean ± standard deviation over seeds, their number in brackets.
        Numbers of the paper are at full size: 110,000 training molecules, or 1,000 frames drawn at random from
        the whole trajectory; 8 layers x 256 channels, or 6 x 128.
        """);
    List<PropertyTable.Row> properties = properties(Table.PROPERTIES);
    if (!properties.isEmpty()) {
      text.append("\n## Properties of QM9\n\n");
      text.append(new PropertyTable(properties).withBaselinesAndPaper());
    }
    List<PropertyTable.Row> curve = curve(properties);
    if (!curve.isEmpty()) {
      text.append("\n## Fewer molecules to train on\n\n");
      text.append("The molecules for validation and tests are the same in all rows.\n\n");
      text.append(new PropertyTable(curve).plain());
    }
    List<ForcesTable.Row> forces = forces();
    if (!forces.isEmpty()) {
      text.append("\n## Energies and forces\n\n").append(ForcesTable.of(forces));
    }
    text.append(documents());
    text.append(notRun(outcomes));
    return text.toString();
  }

  private List<PropertyTable.Row> properties(Table table) throws IOException {
    Map<String, List<EvaluationReport>> rows = new LinkedHashMap<>();
    for (Measured measured : plan.measured()) {
      for (EvaluationReport report : measured.table() == table ? reports(measured) : NONE) {
        rows.computeIfAbsent(
                measured.row() + "\n" + report.trainingMolecules(), key -> new ArrayList<>())
            .add(report);
      }
    }
    var list = new ArrayList<PropertyTable.Row>();
    rows.forEach(
        (key, reports) ->
            list.add(
                new PropertyTable.Row(
                    key.lines().findFirst().orElseThrow(),
                    reports.get(0).trainingMolecules(),
                    reports)));
    return list;
  }

  /** The curve ends with the runs on all molecules, of the same starts and properties. */
  private List<PropertyTable.Row> curve(List<PropertyTable.Row> properties) throws IOException {
    List<PropertyTable.Row> rows = properties(Table.CURVE);
    List<String> starts = rows.stream().map(PropertyTable.Row::name).distinct().toList();
    List<String> tasks =
        rows.stream()
            .flatMap(row -> row.reports().stream())
            .flatMap(report -> report.tasks().stream())
            .map(task -> task.task())
            .distinct()
            .toList();
    for (PropertyTable.Row whole : properties) {
      List<EvaluationReport> alike =
          whole.reports().stream()
              .filter(report -> report.tasks().stream().allMatch(t -> tasks.contains(t.task())))
              .toList();
      if (starts.contains(whole.name()) && !alike.isEmpty()) {
        rows.add(new PropertyTable.Row(whole.name(), whole.trainingMolecules(), alike));
      }
    }
    rows.sort(
        Comparator.comparingInt((PropertyTable.Row row) -> starts.indexOf(row.name()))
            .thenComparingInt(PropertyTable.Row::trainingMolecules));
    return rows;
  }

  private List<ForcesTable.Row> forces() throws IOException {
    var rows = new ArrayList<ForcesTable.Row>();
    for (Measured measured : plan.measured()) {
      if (measured.table() == Table.FORCES) {
        List<EvaluationReport> reports = reports(measured);
        if (!reports.isEmpty()) {
          String run = settings.runs().relativize(measured.runs().get(0)).getName(0).toString();
          rows.add(new ForcesTable.Row(run, measured.row(), reports));
        }
      }
    }
    return rows;
  }

  private static List<EvaluationReport> reports(Measured measured) throws IOException {
    var reports = new ArrayList<EvaluationReport>();
    for (Path run : measured.runs()) {
      Path file = run.resolve(EvaluationReport.FILE);
      if (Files.exists(file)) {
        reports.add(EvaluationReport.read(file));
      }
    }
    return reports;
  }

  private String documents() {
    var text = new StringBuilder("\n## More\n\n");
    for (String place :
        List.of("report.html", "runs/pilot/pilot.md", "runs/ablation/results.md", "bundles")) {
      if (Files.exists(settings.out().resolve(place))) {
        text.append("- [%s](%s)\n".formatted(place, place));
      }
    }
    return text.append("- `logs`: what each step said\n").toString();
  }

  /** What is not in the tables, and why. */
  private String notRun(List<Outcome> outcomes) {
    var text = new StringBuilder();
    plan.missing()
        .forEach(
            (step, options) -> {
              if (!options.isEmpty()) {
                text.append("- %s: no %s was given\n".formatted(step, String.join(", ", options)));
              }
            });
    for (Outcome outcome : outcomes) {
      switch (outcome.state()) {
        case FAILED -> text.append("- %s: failed\n".formatted(outcome.step().name()));
        case INTERRUPTED -> text.append("- %s: interrupted\n".formatted(outcome.step().name()));
        case LEFT_OUT ->
            text.append(
                "- %s: needs %s\n"
                    .formatted(outcome.step().name(), String.join(", ", outcome.because())));
        case DONE, FINISHED_BEFORE -> {}
      }
    }
    return text.isEmpty() ? "" : "\n## Not run\n\n" + text;
  }
}
