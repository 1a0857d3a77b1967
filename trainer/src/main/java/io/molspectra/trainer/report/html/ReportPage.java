package io.molspectra.trainer.report.html;

import io.molspectra.file.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** All runs below a folder as one HTML file. */
public final class ReportPage {

  private static final String STYLE =
      """
      body{font:15px/1.45 system-ui,sans-serif;margin:2em;color:#222;max-width:90em}
      table{border-collapse:collapse;margin:.6em 0;font-size:13px;display:block;overflow-x:auto}
      th,td{border:1px solid #ccc;padding:.2em .5em;text-align:right}
      th:first-child,td:first-child{text-align:left}
      th{background:#f1f4f8}.ours td{background:#fff6dd}
      section{border-top:1px solid #ccc;margin-top:2em}
      svg text{font-size:11px}img{max-width:48%}
      .note{color:#666}.fault{color:#a02020}
      """;

  /**
   * What is on the page.
   *
   * @param runs shown
   * @param evaluated of these, with results
   * @param damaged folders that are named and skipped, each "name: reason"
   */
  public record Summary(int runs, int evaluated, List<String> damaged) {

    /** Makes the list unmodifiable. */
    public Summary {
      damaged = List.copyOf(damaged);
    }
  }

  private ReportPage() {}

  /**
   * Writes the page; none if there is no run, not even a damaged one.
   *
   * @param folder searched for folders that hold a config.yaml, or an ensemble's results.json,
   *     however deep
   * @param output appears complete or not at all
   * @throws IOException if the folder cannot be read or the page cannot be written
   */
  public static Summary write(Path folder, Path output) throws IOException {
    RunCollector found = RunCollector.collect(folder);
    if (found.runs().isEmpty() && found.damaged().isEmpty()) {
      return new Summary(0, 0, List.of());
    }
    String html = html(folder, found);
    try (AtomicFile file = AtomicFile.create(output)) {
      file.stream().write(html.getBytes(StandardCharsets.UTF_8));
      file.commit();
    }
    return new Summary(
        found.runs().size(),
        (int) found.runs().stream().filter(run -> run.results() != null).count(),
        found.damaged().stream().map(one -> one.name() + ": " + one.reason()).toList());
  }

  private static String html(Path folder, RunCollector found) throws IOException {
    String title = "Runs in " + folder.toAbsolutePath().normalize().getFileName();
    var page = new Html();
    page.open("html", "lang", "en").open("head");
    page.empty("meta", "charset", "utf-8");
    page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    page.element("title", title).element("style", STYLE).close();
    page.open("body").element("h1", title);
    overview(page, found.runs());
    List<SeedGroup> groups = SeedGroup.of(found.runs());
    for (PaperSection section : PaperSection.all()) {
      section.write(page, groups);
    }
    damaged(page, found.damaged());
    page.element("h2", "Every run");
    found.runs().forEach(run -> RunSection.write(page, run));
    page.close().close();
    return "<!DOCTYPE html>\n" + page.finish();
  }

  private static void overview(Html page, List<RunFacts> runs) {
    page.open("table").open("thead");
    page.row(
        "th",
        List.of(
            "run",
            "task",
            "targets",
            "molecules",
            "training",
            "validation",
            "test",
            "seed",
            "last step",
            "best validation loss",
            "evaluated"));
    page.close().open("tbody");
    for (RunFacts run : runs) {
      page.row(
          "td",
          List.of(
              run.name(),
              run.task(),
              String.join(", ", run.targets()),
              run.count("molecules"),
              run.count("training"),
              run.count("validation"),
              run.count("test"),
              run.seed(),
              run.lastStep().map(step -> String.valueOf(step.longValue())).orElse(""),
              number(run.best("validation_loss")),
              run.results() == null ? "no" : run.results().split()));
    }
    page.close().close();
  }

  private static void damaged(Html page, List<RunCollector.Damaged> damaged) {
    if (damaged.isEmpty()) {
      return;
    }
    page.element("h2", "Folders that could not be read and are missing above");
    page.open("ul");
    damaged.forEach(one -> page.element("li", one.name() + ": " + one.reason(), "class", "fault"));
    page.close();
  }

  private static String number(Optional<Double> value) {
    return value.map(SeedGroup::number).orElse("");
  }
}
