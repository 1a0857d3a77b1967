package io.molspectra.graph;

/**
 * What is known of a value before the graph runs.
 *
 * @param dtype element type
 * @param shape extents, symbolic ones included
 */
public record Type(DType dtype, Shape shape) {

  @Override
  public String toString() {
    return dtype.name().toLowerCase(java.util.Locale.ROOT) + shape;
  }
}
