package io.molspectra.spark;

import io.molspectra.library.LibraryRow;
import io.molspectra.score.ScoredRow.Reject;
import io.molspectra.score.ScoredRow.Result;
import io.molspectra.score.ScoredRow.Scores;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * What stands where in rows.
 *
 * @param smiles index of the column of SMILES
 * @param id index of the column of names, -1 if there is none
 * @param numbers columns of numbers in scored rows
 * @param embeddings whether a column of embeddings follows them
 */
record RowLayout(int smiles, int id, int numbers, boolean embeddings) implements Serializable {

  private static final String SOURCE = "partition";

  /** A row as the scorer takes it. */
  LibraryRow molecule(Row row, long number) {
    String text = row.isNullAt(smiles) ? "" : row.getString(smiles).strip();
    String name = id < 0 || row.isNullAt(id) ? "" : row.get(id).toString().strip();
    return new LibraryRow.Smiles(
        SOURCE, number, 0, name.isEmpty() ? Long.toString(number) : name, text);
  }

  /** A row with what became of it behind it. */
  Row joined(Row row, Result result) {
    int embedded = embeddings ? 1 : 0;
    List<@Nullable Object> cells = new ArrayList<>(row.size() + numbers + embedded + 2);
    for (int i = 0; i < row.size(); i++) {
      cells.add(row.get(i));
    }
    if (result instanceof Scores scores) {
      Arrays.stream(scores.numbers()).forEach(cells::add);
      if (embeddings) {
        cells.add(Objects.requireNonNull(scores.embedding()));
      }
      cells.add(null);
      cells.add(null);
    } else {
      Reject reject = (Reject) result;
      for (int i = 0; i < numbers + embedded; i++) {
        cells.add(null);
      }
      cells.add(reject.reason());
      cells.add(reject.message());
    }
    return RowFactory.create(cells.toArray());
  }
}
