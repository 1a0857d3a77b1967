package io.molspectra.cli;

import io.molspectra.cli.Outcome.Answer;
import io.molspectra.table.CsvTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One row a molecule: id, embedding_0, embedding_1, ... */
final class EmbeddingCsv implements AnswerWriter {

  private final Path target;
  private @Nullable CsvTable table;

  /** The file begins with the first answer, which tells how many columns there are. */
  EmbeddingCsv(Path target) {
    this.target = target;
  }

  @Override
  public void add(Answer answer) throws IOException {
    begun(answer.values().length).row(answer.molecule().id(), answer.values());
  }

  @Override
  public void commit() throws IOException {
    begun(0).commit();
  }

  @Override
  public void close() throws IOException {
    if (table != null) {
      table.close();
    }
  }

  private CsvTable begun(int width) throws IOException {
    if (table == null) {
      List<String> columns = new ArrayList<>(List.of("id"));
      columns.addAll(CsvTable.numbered("embedding", width));
      table = CsvTable.create(target, columns);
    }
    return table;
  }
}
