package io.molspectra.trainer.report.html;

import io.molspectra.trainer.report.html.OurErrors.Error;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** A table of the paper with our runs below its rows. */
final class PaperSection {

  private static final String NOT_KNOWN = "–";

  private final String table;
  private final String title;
  private final String paperTraining;

  private PaperSection(String table, String title, String paperTraining) {
    this.table = table;
    this.title = title;
    this.paperTraining = paperTraining;
  }

  static List<PaperSection> all() {
    return List.of(
        new PaperSection(
            PaperTable.QM9,
            "QM9: mean absolute errors beside Table 2 of arXiv:2502.16284",
            "110,000"),
        new PaperSection(
            PaperTable.MD17,
            "MD17: mean absolute errors of force components beside Table 3 of arXiv:2502.16284",
            "1,000"));
  }

  /** Writes the table, unless none of our runs has a place in it. */
  void write(Html page, List<SeedGroup> groups) throws IOException {
    PaperTable paper = PaperTable.read(table);
    Map<RunFacts, Map<String, Error>> ours = new HashMap<>();
    groups.stream()
        .flatMap(group -> group.runs().stream())
        .forEach(run -> ours.put(run, OurErrors.of(run, table, paper)));
    List<SeedGroup> shown =
        groups.stream()
            .filter(group -> group.runs().stream().anyMatch(run -> !errors(ours, run).isEmpty()))
            .toList();
    if (shown.isEmpty()) {
      return;
    }
    page.element("h2", title);
    page.element(
        "p",
        "Each row says on how many molecules or frames the model was trained: errors of rows that"
            + " differ in it cannot be compared as methods. One run: in brackets the 95 % bootstrap"
            + " interval over its test molecules. Several that differ by their seeds alone: mean ±"
            + " standard deviation over the seeds, their number in brackets.");
    page.open("table");
    page.open("thead");
    page.row("th", heading(paper));
    page.close();
    page.open("tbody");
    for (PaperTable.Row row : paper.rows()) {
      page.row("td", cells(paper, row));
    }
    for (SeedGroup group : shown) {
      page.open("tr", "class", "ours");
      page.element("td", group.name());
      page.element("td", "ours");
      page.element("td", thousands(group.trainingMolecules()));
      for (String target : paper.units().keySet()) {
        page.element("td", group.error(target, run -> errors(ours, run)));
      }
      page.close();
    }
    page.close();
    page.close();
  }

  private static Map<String, Error> errors(Map<RunFacts, Map<String, Error>> ours, RunFacts run) {
    return ours.getOrDefault(run, Map.of());
  }

  private static List<String> heading(PaperTable paper) {
    List<String> cells = new ArrayList<>(List.of("model", "", "trained on"));
    paper.units().forEach((target, unit) -> cells.add(target.replace('_', ' ') + ", " + unit));
    return cells;
  }

  private List<String> cells(PaperTable paper, PaperTable.Row row) {
    List<String> cells = new ArrayList<>();
    cells.add(row.method());
    cells.add(row.pretrained() ? "paper, pre-trained" : "paper, from scratch");
    cells.add(paperTraining);
    for (String target : paper.units().keySet()) {
      OptionalDouble error = row.error(target);
      cells.add(error.isPresent() ? SeedGroup.number(error.getAsDouble()) : NOT_KNOWN);
    }
    return cells;
  }

  private static String thousands(int count) {
    return String.format(java.util.Locale.ROOT, "%,d", count);
  }
}
