package io.molspectra.cli.reproduce;

import io.molspectra.trainer.evaluate.EvaluationReport;
import io.molspectra.trainer.evaluate.ForceEvaluation;
import io.molspectra.trainer.report.html.PaperTable;
import io.molspectra.trainer.report.html.UnitScale;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Errors of energies and forces, a row a molecule and start. */
final class ForcesTable {
  private static final String METHOD = "MolSpectra";

  /**
   * Reports of one row.
   *
   * @param run name of the run, which names the trajectory
   */
  record Row(String run, String start, List<EvaluationReport> reports) {}

  private ForcesTable() {}

  static String of(List<Row> rows) throws IOException {
    PaperTable paper = PaperTable.read(PaperTable.MD17);
    var text =
        new StringBuilder(
            ResultCells.heading(
                List.of(
                    "run",
                    "start",
                    "training",
                    "test",
                    "energy",
                    "forces",
                    "no force at all",
                    "paper, full size: forces")));
    for (Row row : rows) {
      EvaluationReport first = row.reports().get(0);
      ForceEvaluation forces = first.forces();
      if (forces == null) {
        continue;
      }
      String energy =
          ResultCells.of(
              row.reports(),
              report ->
                  new ResultCells.Error(
                      report.tasks().get(0).metrics().mae(), report.tasks().get(0).maeInterval()));
      String force =
          ResultCells.of(
              row.reports(),
              report -> {
                ForceEvaluation found = report.forces();
                return found == null
                    ? null
                    : new ResultCells.Error(found.mae(), found.maeInterval());
              });
      text.append(
          ResultCells.row(
              List.of(
                  row.run(),
                  row.start(),
                  String.format(Locale.ROOT, "%,d", first.trainingMolecules()),
                  String.format(Locale.ROOT, "%,d", forces.molecules()),
                  energy + " " + first.tasks().get(0).unit(),
                  force + " " + forces.unit(),
                  ResultCells.number(forces.zeroForceMae()),
                  paper(paper, row.run(), forces.unit()))));
    }
    return text.toString();
  }

  private static String paper(PaperTable paper, String run, String unit) {
    Optional<String> molecule =
        paper.units().keySet().stream()
            .filter(name -> run.toLowerCase(Locale.ROOT).contains(name.replace("_acid", "")))
            .findFirst();
    if (molecule.isEmpty()) {
      return "";
    }
    OptionalDouble factor =
        UnitScale.factor(String.valueOf(paper.units().get(molecule.get())), unit);
    return paper.rows().stream()
        .filter(row -> row.method().equals(METHOD))
        .map(row -> row.error(molecule.get()))
        .filter(value -> value.isPresent() && factor.isPresent())
        .map(value -> ResultCells.printed(value.getAsDouble() * factor.getAsDouble()))
        .findFirst()
        .orElse("");
  }
}
