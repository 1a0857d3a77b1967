package io.molspectra.retrieve;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * N entries, each an id and a feature vector of C numbers scaled to length one, and the search
 * among them. Immutable and thread-safe. Memory is that of the vectors, 4 N C bytes; a query costs
 * N C multiplications.
 *
 * <p>Entries are ranked by falling score; equal scores keep the order of the entries. Scores do not
 * depend on how many queries are asked at once. A vector of zeros has score 0 with everything.
 */
public final class EmbeddingIndex {

  /** Rows of vectors compared with all queries of a block while they are in the cache. */
  private static final int ROW_BYTES = 1 << 17;

  private static final int QUERY_BLOCK = 16;

  private final IndexSource source;
  private final List<String> ids;
  private final int width;
  private final float[] unit;

  private EmbeddingIndex(IndexSource source, List<String> ids, int width, float[] unit) {
    this.source = source;
    this.ids = ids;
    this.width = width;
    this.unit = unit;
  }

  /**
   * An index of these vectors.
   *
   * @param source what made them
   * @param ids of the entries, [N]; an id may occur more than once
   * @param width C
   * @param vectors [N, C] row by row, of any length; copied
   * @throws IllegalArgumentException if the sizes do not fit or a number is not finite
   */
  public static EmbeddingIndex of(
      IndexSource source, List<String> ids, int width, float[] vectors) {
    requireSizes(ids, width, vectors);
    return new EmbeddingIndex(source, List.copyOf(ids), width, Cosine.normalised(vectors, width));
  }

  /**
   * The same of vectors that have length one already, which stay as they are bit for bit.
   *
   * @throws IllegalArgumentException if the sizes do not fit or a vector has another length
   */
  static EmbeddingIndex ofUnit(IndexSource source, List<String> ids, int width, float[] unit) {
    requireSizes(ids, width, unit);
    Cosine.requireUnit(unit, width);
    return new EmbeddingIndex(source, List.copyOf(ids), width, unit);
  }

  private static void requireSizes(List<String> ids, int width, float[] vectors) {
    if (width < 1 || vectors.length != (long) ids.size() * width) {
      throw new IllegalArgumentException(
          "%d entries of %d numbers do not make %d numbers"
              .formatted(ids.size(), width, vectors.length));
    }
  }

  /**
   * Reads an index.
   *
   * @param expected the model about to be used
   * @throws IndexException STALE_INDEX if another model made it, DAMAGED_INDEX if it is no index
   * @throws IOException if the file cannot be read
   */
  public static EmbeddingIndex load(Path file, IndexSource expected) throws IOException {
    return IndexFile.read(file, expected);
  }

  /** Writes the index to an npz file, in place of a former one. */
  public void save(Path file) throws IOException {
    IndexFile.write(file, this);
  }

  /** What made the vectors. */
  public IndexSource source() {
    return source;
  }

  /** Ids of the entries, [N]. */
  public List<String> ids() {
    return ids;
  }

  /** N. */
  public int size() {
    return ids.size();
  }

  /** C. */
  public int width() {
    return width;
  }

  /** The vectors, [N, C]; not to be modified. */
  float[] unit() {
    return unit;
  }

  /**
   * The entries most similar to a vector, best first.
   *
   * @param query [C], of any length
   * @param k most hits wanted; fewer come if the index is smaller
   * @throws IllegalArgumentException if the query does not have C finite numbers or k is below 1
   */
  public List<Hit> top(float[] query, int k) {
    return topOfEach(query, k).get(0);
  }

  /**
   * The same for several queries at once, in as many threads as there are cores.
   *
   * @param queries [Q, C] row by row
   * @return Q lists
   */
  public List<List<Hit>> topOfEach(float[] queries, int k) {
    if (k < 1) {
      throw new IllegalArgumentException("at least one hit must be wanted, got " + k);
    }
    float[] wanted = normalisedQueries(queries);
    int count = wanted.length / width;
    List<Best> best =
        IntStream.range(0, count).mapToObj(query -> new Best(Math.min(k, size()))).toList();
    int blocks = (count + QUERY_BLOCK - 1) / QUERY_BLOCK;
    IntStream.range(0, blocks)
        .parallel()
        .forEach(
            block ->
                search(
                    wanted, block * QUERY_BLOCK, Math.min(count, (block + 1) * QUERY_BLOCK), best));
    List<List<Hit>> hits = new ArrayList<>(count);
    best.forEach(found -> hits.add(found.hits(ids)));
    return hits;
  }

  /** Queries [first, last) against all rows, block by block of rows. */
  private void search(float[] queries, int first, int last, List<Best> best) {
    int rows = Math.max(1, ROW_BYTES / (4 * width));
    for (int from = 0; from < size(); from += rows) {
      int to = Math.min(size(), from + rows);
      for (int query = first; query < last; query++) {
        Best found = best.get(query);
        for (int row = from; row < to; row++) {
          found.offer(row, Cosine.dot(queries, query * width, unit, row * width, width));
        }
      }
    }
  }

  /**
   * The rank that {@link #top} would give the best of some entries, from 1.
   *
   * @param query [C]
   * @param rows of the entries, at least one
   */
  public int rank(float[] query, int... rows) {
    float[] wanted = normalisedQueries(query);
    int best = rows[0];
    float bestScore = Float.NEGATIVE_INFINITY;
    for (int row : rows) {
      float score = Cosine.dot(wanted, 0, unit, row * width, width);
      if (score > bestScore || (score == bestScore && row < best)) {
        best = row;
        bestScore = score;
      }
    }
    int rank = 1;
    for (int row = 0; row < size(); row++) {
      float score = Cosine.dot(wanted, 0, unit, row * width, width);
      if (score > bestScore || (score == bestScore && row < best)) {
        rank++;
      }
    }
    return rank;
  }

  private float[] normalisedQueries(float[] queries) {
    if (queries.length % width != 0 || queries.length == 0) {
      throw new IllegalArgumentException(
          "queries of %d numbers in an index of vectors of %d".formatted(queries.length, width));
    }
    return Cosine.normalised(queries, width);
  }
}
