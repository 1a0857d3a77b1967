package io.molspectra.retrieve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Collects the entries of an {@link EmbeddingIndex} one by one. Not thread-safe. */
public final class EmbeddingIndexBuilder {

  private static final int LARGEST = Integer.MAX_VALUE - 8;

  private final IndexSource source;
  private final int width;
  private final List<String> ids = new ArrayList<>();
  private float[] unit = new float[0];
  private int used;

  /**
   * @param source what makes the vectors
   * @param width C, numbers of a vector
   */
  public EmbeddingIndexBuilder(IndexSource source, int width) {
    if (width < 1) {
      throw new IllegalArgumentException("a vector needs at least one number, got " + width);
    }
    this.source = source;
    this.width = width;
  }

  /**
   * Adds an entry.
   *
   * @param vector [C], of any length; not kept
   * @throws IllegalArgumentException if it does not have C finite numbers
   * @throws IllegalStateException if the index is full: one array holds all vectors
   */
  public void add(String id, float[] vector) {
    if (vector.length != width) {
      throw new IllegalArgumentException(
          "a vector of %d numbers in an index of vectors of %d".formatted(vector.length, width));
    }
    if (used > LARGEST - width) {
      throw new IllegalStateException(
          "an index holds no more than %d vectors of %d numbers".formatted(ids.size(), width));
    }
    float[] scaled = Cosine.normalised(vector, width);
    if (used + width > unit.length) {
      unit =
          Arrays.copyOf(unit, (int) Math.min(LARGEST, Math.max(used * 3L / 2, used + 64L * width)));
    }
    System.arraycopy(scaled, 0, unit, used, width);
    used += width;
    ids.add(id);
  }

  /** Number of entries so far. */
  public int size() {
    return ids.size();
  }

  /** The index of the entries so far. */
  public EmbeddingIndex build() {
    float[] all = unit.length == used ? unit : Arrays.copyOf(unit, used);
    return EmbeddingIndex.ofUnit(source, ids, width, all);
  }
}
