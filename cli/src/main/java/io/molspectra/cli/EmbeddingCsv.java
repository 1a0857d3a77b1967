package io.molspectra.cli;

import io.molspectra.table.CsvTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One row a molecule: id, NAME_0, NAME_1, ... */
final class EmbeddingCsv implements VectorWriter {

  private final Path target;
  private final String name;
  private @Nullable CsvTable table;

  /** The file begins with the first answer, which tells how many columns there are. */
  EmbeddingCsv(Path target, String name) {
    this.target = target;
    this.name = name;
  }

  @Override
  public void add(String id, float[] vector) throws IOException {
    begun(vector.length).row(id, vector);
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
      columns.addAll(CsvTable.numbered(name, width));
      table = CsvTable.create(target, columns);
    }
    return table;
  }
}
