package io.molspectra.retrieve;

import java.util.ArrayList;
import java.util.List;

/** The k best rows of those offered in ascending order; of equal scores the first ones stay. */
final class Best {

  /** A heap with the worst on top: lowest score, and of equal ones the last row. */
  private final int[] rows;

  private final float[] scores;
  private int size;

  Best(int k) {
    rows = new int[k];
    scores = new float[k];
  }

  void offer(int row, float score) {
    if (size < rows.length) {
      int at = size++;
      while (at > 0 && worse(score, row, scores[(at - 1) / 2], rows[(at - 1) / 2])) {
        put(at, scores[(at - 1) / 2], rows[(at - 1) / 2]);
        at = (at - 1) / 2;
      }
      put(at, score, row);
    } else if (size > 0 && score > scores[0]) {
      sink(score, row);
    }
  }

  /** Best first. Empties the heap. */
  List<Hit> hits(List<String> ids) {
    List<Hit> worstFirst = new ArrayList<>(size);
    while (size > 0) {
      worstFirst.add(new Hit(rows[0], ids.get(rows[0]), scores[0]));
      size--;
      if (size > 0) {
        sink(scores[size], rows[size]);
      }
    }
    List<Hit> bestFirst = new ArrayList<>(worstFirst.size());
    for (int i = worstFirst.size() - 1; i >= 0; i--) {
      bestFirst.add(worstFirst.get(i));
    }
    return bestFirst;
  }

  /** Puts an entry in place of the top. */
  private void sink(float score, int row) {
    int at = 0;
    for (int child = 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size
          && worse(scores[child + 1], rows[child + 1], scores[child], rows[child])) {
        child++;
      }
      if (!worse(scores[child], rows[child], score, row)) {
        break;
      }
      put(at, scores[child], rows[child]);
      at = child;
    }
    put(at, score, row);
  }

  private void put(int at, float score, int row) {
    scores[at] = score;
    rows[at] = row;
  }

  private static boolean worse(float score, int row, float thanScore, int thanRow) {
    return score < thanScore || (score == thanScore && row > thanRow);
  }
}
