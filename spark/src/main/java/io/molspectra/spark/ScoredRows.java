package io.molspectra.spark;

import io.molspectra.library.LibraryRow;
import io.molspectra.score.LibraryScoring;
import io.molspectra.score.ScoredRow;
import io.molspectra.score.Scorer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;

/** Rows with their scores behind them; at most a chunk of {@link LibraryScoring} is in memory. */
final class ScoredRows implements Iterator<Row> {

  private final Iterator<Row> rows;
  private final Scorer scorer;
  private final RowLayout layout;
  private final Deque<Row> ready = new ArrayDeque<>();
  private long read;

  ScoredRows(Iterator<Row> rows, Scorer scorer, RowLayout layout) {
    this.rows = rows;
    this.scorer = scorer;
    this.layout = layout;
  }

  @Override
  public boolean hasNext() {
    if (ready.isEmpty() && rows.hasNext()) {
      scoreChunk();
    }
    return !ready.isEmpty();
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the partition has no more rows");
    }
    return ready.remove();
  }

  private void scoreChunk() {
    List<Row> chunk = new ArrayList<>(LibraryScoring.SMILES_CHUNK);
    List<LibraryRow> molecules = new ArrayList<>(LibraryScoring.SMILES_CHUNK);
    long first = read + 1;
    while (chunk.size() < LibraryScoring.SMILES_CHUNK && rows.hasNext()) {
      Row row = rows.next();
      read++;
      chunk.add(row);
      molecules.add(layout.molecule(row, read));
    }
    List<ScoredRow> scored = scorer.score(molecules, first);
    for (int i = 0; i < chunk.size(); i++) {
      ready.add(layout.joined(chunk.get(i), scored.get(i).result()));
    }
  }
}
