package io.molspectra.cli;

import io.molspectra.cli.Outcome.Answer;
import io.molspectra.table.CsvTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One row a molecule: id and numbers. Forces, one row an atom, are a file of their own. */
final class ScalarCsv implements AnswerWriter {

  private final CsvTable table;
  private final @Nullable VectorCsv forces;

  /**
   * @param names of the columns beside the id
   * @param forces where forces go, closed with this writer; null if there are none
   */
  ScalarCsv(Path target, List<String> names, @Nullable VectorCsv forces) throws IOException {
    var columns = new ArrayList<>(List.of("id"));
    columns.addAll(names);
    this.forces = forces;
    try {
      table = CsvTable.create(target, columns);
    } catch (IOException | RuntimeException e) {
      if (forces != null) {
        forces.close();
      }
      throw e;
    }
  }

  @Override
  public void add(Answer answer) throws IOException {
    Object[] row = new Object[1 + answer.numbers().length];
    row[0] = answer.molecule().id();
    for (int i = 1; i < row.length; i++) {
      row[i] = shortest(answer.numbers()[i - 1]);
    }
    table.row(row);
    if (forces != null) {
      forces.add(answer.molecule().id(), answer.forces(), answer.forcesSpread());
    }
  }

  /** A number that came in float32 is written with the digits it has. */
  private static Number shortest(double number) {
    float narrow = (float) number;
    if (narrow == number) {
      return narrow;
    }
    return number;
  }

  /** The forces first: where there are energies, their forces are there too. */
  @Override
  public void commit() throws IOException {
    if (forces != null) {
      forces.commit();
    }
    table.commit();
  }

  @Override
  public void close() throws IOException {
    try (table) {
      if (forces != null) {
        forces.close();
      }
    }
  }
}
