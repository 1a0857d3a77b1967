package io.molspectra.cli;

import io.molspectra.cli.Outcome.Answer;
import io.molspectra.table.CsvTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One row a molecule: id and number. Forces, one row an atom, are a file of their own. */
final class ScalarCsv implements AnswerWriter {

  private final CsvTable table;
  private final @Nullable VectorCsv forces;

  /**
   * @param name of the column beside the id
   * @param forcesFile where forces go, null if there are none
   */
  ScalarCsv(Path target, String name, @Nullable Path forcesFile) throws IOException {
    table = CsvTable.create(target, List.of("id", name));
    try {
      forces = forcesFile == null ? null : new VectorCsv(forcesFile);
    } catch (IOException | RuntimeException e) {
      table.close();
      throw e;
    }
  }

  @Override
  public void add(Answer answer) throws IOException {
    table.row(answer.molecule().id(), answer.values());
    if (forces != null) {
      forces.add(answer.molecule().id(), answer.forces());
    }
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
