package io.molspectra.cli.reproduce;

import io.molspectra.trainer.evaluate.EvaluationReport;
import io.molspectra.trainer.evaluate.ScalarEvaluation;
import io.molspectra.trainer.report.html.PaperTable;
import io.molspectra.trainer.report.html.UnitScale;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Errors of properties: a row a start and size, a column a property. */
final class PropertyTable {
  /** The paper's method, and what it is built on with and without pre-training. */
  private static final List<String> PAPER = List.of("MolSpectra", "Coord", "TorchMD-Net");

  /** Reports of one row; runs of one property each may share it. */
  record Row(String name, int trainingMolecules, List<EvaluationReport> reports) {}

  private final List<Row> rows;
  private final Map<String, String> units = new LinkedHashMap<>();

  PropertyTable(List<Row> rows) {
    this.rows = rows;
    for (ScalarEvaluation task : tasks()) {
      units.putIfAbsent(task.task(), task.unit());
    }
  }

  private Collection<ScalarEvaluation> tasks() {
    return rows.stream()
        .flatMap(row -> row.reports().stream())
        .flatMap(report -> report.tasks().stream())
        .toList();
  }

  /** The table with what needs no network above and the paper below. */
  String withBaselinesAndPaper() throws IOException {
    var text = new StringBuilder(heading());
    text.append(baseline("predicting the mean", ScalarEvaluation::meanPredictorMae));
    text.append(baseline("references by element alone", ScalarEvaluation::atomReferenceMae));
    rows.forEach(row -> text.append(row(row)));
    PaperTable paper = PaperTable.read(PaperTable.QM9);
    for (String method : PAPER) {
      paper.rows().stream()
          .filter(row -> row.method().equals(method))
          .forEach(row -> text.append(paper(row, paper.units())));
    }
    return text.toString();
  }

  /** The rows alone. */
  String plain() {
    return heading() + rows.stream().map(this::row).collect(Collectors.joining());
  }

  private String heading() {
    var cells = new ArrayList<>(List.of("", "training", "test"));
    units.forEach((task, unit) -> cells.add(task + ", " + unit));
    return ResultCells.heading(cells);
  }

  private String row(Row row) {
    var cells = new ArrayList<String>();
    cells.add(row.name());
    cells.add(count(row.trainingMolecules()));
    Set<Integer> tested = new LinkedHashSet<>();
    row.reports()
        .forEach(report -> report.tasks().forEach(task -> tested.add(task.metrics().count())));
    cells.add(tested.stream().map(PropertyTable::count).collect(Collectors.joining(", ")));
    for (String name : units.keySet()) {
      cells.add(ResultCells.of(row.reports(), report -> error(report, name)));
    }
    return ResultCells.row(cells);
  }

  private static ResultCells.@Nullable Error error(EvaluationReport report, String name) {
    return report.tasks().stream()
        .filter(task -> task.task().equals(name))
        .findFirst()
        .map(task -> new ResultCells.Error(task.metrics().mae(), task.maeInterval()))
        .orElse(null);
  }

  /** Of the first run that has it: the runs share their test molecules. */
  private String baseline(String name, Function<ScalarEvaluation, @Nullable Double> error) {
    var cells = new ArrayList<>(List.of(name, "", ""));
    for (String wanted : units.keySet()) {
      String cell = "";
      for (ScalarEvaluation task : tasks()) {
        Double value = error.apply(task);
        if (cell.isEmpty() && task.task().equals(wanted) && value != null) {
          cell = ResultCells.number(value);
        }
      }
      cells.add(cell);
    }
    return ResultCells.row(cells);
  }

  private String paper(PaperTable.Row row, Map<String, String> paperUnits) {
    var cells = new ArrayList<String>();
    cells.add(
        "paper, full size: %s, %s"
            .formatted(row.method(), row.pretrained() ? "pre-trained" : "from scratch"));
    cells.addAll(List.of("110,000", ""));
    units.forEach(
        (task, unit) -> {
          OptionalDouble value = row.error(task);
          String paperUnit = paperUnits.get(task);
          OptionalDouble factor =
              paperUnit == null ? OptionalDouble.empty() : UnitScale.factor(paperUnit, unit);
          cells.add(
              value.isPresent() && factor.isPresent()
                  ? ResultCells.printed(value.getAsDouble() * factor.getAsDouble())
                  : "");
        });
    return ResultCells.row(cells);
  }

  private static String count(int molecules) {
    return String.format(Locale.ROOT, "%,d", molecules);
  }
}
