package io.molspectra.cli;

import io.molspectra.retrieve.EmbeddingIndex;
import io.molspectra.retrieve.Hit;
import io.molspectra.table.CsvTable;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One row a hit: query, rank, molecule, score. Queries are searched for some at a time. */
final class HitTable implements Closeable {

  private static final List<String> COLUMNS = List.of("query", "rank", "molecule", "score");

  /** Enough to read the index from memory once for many queries. */
  private static final int QUERIES = 256;

  private final EmbeddingIndex index;
  private final int top;
  private final @Nullable Evaluation evaluation;
  private final CsvTable table;
  private final List<String> ids = new ArrayList<>();
  private final FloatRows vectors = new FloatRows();

  HitTable(Path target, EmbeddingIndex index, int top, @Nullable Evaluation evaluation)
      throws IOException {
    this.index = index;
    this.top = top;
    this.evaluation = evaluation;
    this.table = CsvTable.create(target, COLUMNS);
  }

  void add(String id, float[] vector) throws IOException {
    if (evaluation != null) {
      evaluation.add(id, vector);
    }
    ids.add(id);
    vectors.add(vector);
    if (ids.size() == QUERIES) {
      search();
    }
  }

  void commit() throws IOException {
    search();
    table.commit();
  }

  @Override
  public void close() throws IOException {
    table.close();
  }

  private void search() throws IOException {
    if (ids.isEmpty()) {
      return;
    }
    List<List<Hit>> found = index.topOfEach(vectors.toArray(), top);
    for (int query = 0; query < ids.size(); query++) {
      int rank = 0;
      for (Hit hit : found.get(query)) {
        table.row(ids.get(query), ++rank, hit.id(), hit.score());
      }
    }
    ids.clear();
    vectors.clear();
  }
}
