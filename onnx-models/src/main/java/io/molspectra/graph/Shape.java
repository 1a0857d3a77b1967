package io.molspectra.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Extents of a tensor, outermost first; a scalar has none.
 *
 * @param dims the extents
 */
public record Shape(List<Dim> dims) {

  public static final Shape SCALAR = new Shape(List.of());

  public Shape {
    dims = List.copyOf(dims);
  }

  public static Shape of(Dim... dims) {
    return new Shape(List.of(dims));
  }

  public static Shape of(long... extents) {
    return new Shape(Arrays.stream(extents).mapToObj(Dim::of).toList());
  }

  public int rank() {
    return dims.size();
  }

  public Dim dim(int axis) {
    return dims.get(axis < 0 ? axis + rank() : axis);
  }

  public Dim last() {
    return dim(-1);
  }

  /** Product of all extents. */
  public Dim size() {
    return dims.stream().reduce(Dim.ONE, Dim::times);
  }

  public boolean isFixed() {
    return dims.stream().allMatch(Dim::isFixed);
  }

  /**
   * Extents as numbers.
   *
   * @throws GraphException if one is symbolic
   */
  public long[] fixed() {
    if (!isFixed()) {
      throw new GraphException("shape " + this + " is not fully known");
    }
    return dims.stream().mapToLong(Dim::factor).toArray();
  }

  /** This shape with one extent replaced; negative axes count from the end. */
  public Shape with(int axis, Dim dim) {
    var copy = new ArrayList<>(dims);
    copy.set(axis < 0 ? axis + rank() : axis, dim);
    return new Shape(copy);
  }

  /** Extents from one axis (inclusive) to another (exclusive). */
  public Shape slice(int from, int to) {
    return new Shape(dims.subList(from, to));
  }

  /** The extents of this shape followed by those of another. */
  public Shape then(Shape inner) {
    var copy = new ArrayList<>(dims);
    copy.addAll(inner.dims);
    return new Shape(copy);
  }

  @Override
  public String toString() {
    return dims.toString();
  }
}
