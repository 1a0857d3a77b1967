package io.molspectra.cli;

import io.molspectra.cli.Outcome.Answer;
import io.molspectra.table.CsvTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** One row an atom: id of its molecule, its number from 1, and the vector. */
final class VectorCsv implements AnswerWriter {

  private static final List<String> COLUMNS = List.of("id", "atom", "x", "y", "z");

  private final CsvTable table;

  VectorCsv(Path target) throws IOException {
    table = CsvTable.create(target, COLUMNS);
  }

  @Override
  public void add(Answer answer) throws IOException {
    add(answer.molecule().id(), answer.values());
  }

  /**
   * @param vectors [atoms, 3] row by row
   */
  void add(String id, float[] vectors) throws IOException {
    for (int atom = 0; 3 * atom < vectors.length; atom++) {
      table.row(id, atom + 1, vectors[3 * atom], vectors[3 * atom + 1], vectors[3 * atom + 2]);
    }
  }

  @Override
  public void commit() throws IOException {
    table.commit();
  }

  @Override
  public void close() throws IOException {
    table.close();
  }
}
