package io.molspectra.score;

import io.molspectra.library.LibraryReader;
import io.molspectra.library.LibraryRow;
import io.molspectra.parallel.OrderedPool;
import io.molspectra.score.ScoreTimes.Part;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Scores a library from one end to the other in bounded memory. Rows are worked on in chunks of
 * fixed length, counted from the first row: what a row is computed together with, and so the last
 * digit of its scores, depends neither on the number of workers nor on where an interrupted run was
 * taken up again.
 */
public final class LibraryScoring {

  /** Rows of a chunk of structures: enough to put molecules of like size into one batch. */
  public static final int CHUNK = 128;

  /**
   * Rows of a chunk of SMILES: what a killed run loses, where a row may take the time of a hundred
   * predictions.
   */
  public static final int SMILES_CHUNK = 16;

  private final Scorer scorer;
  private final int workers;
  private final int chunk;
  private final ScoreTimes times;

  /** Takes chunks in order. */
  @FunctionalInterface
  public interface Sink {
    /**
     * Takes the rows of one chunk; all but the last are full.
     *
     * @throws IOException to end the work
     */
    void accept(List<ScoredRow> chunk) throws IOException;
  }

  /**
   * @param workers threads that score; each works on a chunk of its own
   * @param chunk rows of a chunk
   */
  public LibraryScoring(Scorer scorer, int workers, int chunk, ScoreTimes times) {
    this.scorer = scorer;
    this.workers = workers;
    this.chunk = chunk;
    this.times = times;
  }

  /**
   * Scores all rows but the first few.
   *
   * @param skipped rows to pass over: whole chunks, or all there are
   * @param sink called by this thread
   * @throws IOException as the sink does, or if the library does not have the rows to skip
   */
  public void run(LibraryReader library, long skipped, Sink sink) throws IOException {
    for (long row = 0; row < skipped; row++) {
      if (next(library) == null) {
        throw new IOException(
            "the library has %d rows, but %d were scored before; is it the same file?"
                .formatted(row, skipped));
      }
    }
    if (skipped % chunk != 0 && library.hasNext()) {
      throw new IOException(
          "the library ended after %d rows before, and has more now; is it the same file?"
              .formatted(skipped));
    }
    try (var pool = new OrderedPool<ScoredRow>(workers, ahead(), rows -> take(rows, sink))) {
      long first = skipped + 1;
      List<LibraryRow> next = chunk(library);
      while (!next.isEmpty()) {
        List<LibraryRow> rows = next;
        long number = first;
        pool.submit(() -> scorer.score(rows, number));
        first += rows.size();
        next = chunk(library);
      }
      pool.finish();
    }
  }

  /** Chunks under way: as many rows whatever their length. */
  private int ahead() {
    return Math.max(2, 2 * CHUNK / chunk) * workers;
  }

  private void take(List<ScoredRow> rows, Sink sink) throws IOException {
    long start = System.nanoTime();
    sink.accept(rows);
    times.since(Part.WRITING, start);
  }

  private List<LibraryRow> chunk(LibraryReader library) {
    List<LibraryRow> rows = new ArrayList<>(chunk);
    while (rows.size() < chunk) {
      LibraryRow row = next(library);
      if (row == null) {
        break;
      }
      rows.add(row);
    }
    return rows;
  }

  private @Nullable LibraryRow next(LibraryReader library) {
    long start = System.nanoTime();
    LibraryRow row = library.hasNext() ? library.next() : null;
    times.since(Part.READING, start);
    return row;
  }
}
