package io.molspectra.cli;

import io.molspectra.cli.Outcome.Answer;
import io.molspectra.table.CsvTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** One row an atom: id of its molecule, its number from 1, the vector, and perhaps its spread. */
final class VectorCsv implements AnswerWriter {

  private static final List<String> COLUMNS = List.of("id", "atom", "x", "y", "z");
  private static final List<String> WITH_SPREAD = List.of("id", "atom", "x", "y", "z", "spread");

  private final CsvTable table;
  private final boolean withSpread;

  VectorCsv(Path target) throws IOException {
    this(target, false);
  }

  /**
   * @param withSpread whether each vector has one
   */
  VectorCsv(Path target, boolean withSpread) throws IOException {
    this.withSpread = withSpread;
    table = CsvTable.create(target, withSpread ? WITH_SPREAD : COLUMNS);
  }

  @Override
  public void add(Answer answer) throws IOException {
    add(answer.molecule().id(), answer.values(), new float[0]);
  }

  /**
   * @param vectors [atoms, 3] row by row
   * @param spreads [atoms]; not looked at without spreads
   */
  void add(String id, float[] vectors, float[] spreads) throws IOException {
    for (int atom = 0; 3 * atom < vectors.length; atom++) {
      float x = vectors[3 * atom];
      float y = vectors[3 * atom + 1];
      float z = vectors[3 * atom + 2];
      if (withSpread) {
        table.row(id, atom + 1, x, y, z, spreads[atom]);
      } else {
        table.row(id, atom + 1, x, y, z);
      }
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
