package io.molspectra.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a shape rule may ask of the node it works on.
 *
 * @param attributes the node's attributes
 * @param inputs types of the inputs; null for absent optional ones
 * @param constants values of the inputs that are constants, by position
 * @param extents elements of the inputs that hold the shape of another value, by position
 * @param outputs number of outputs the node has
 */
record Inference(
    Attributes attributes,
    List<@Nullable Type> inputs,
    Map<Integer, Tensor> constants,
    Map<Integer, Shape> extents,
    int outputs) {

  boolean has(int position) {
    return position < inputs.size() && inputs.get(position) != null;
  }

  Type type(int position) {
    Type type = position < inputs.size() ? inputs.get(position) : null;
    if (type == null) {
      throw new GraphException("input " + position + " is missing");
    }
    return type;
  }

  Shape shape(int position) {
    return type(position).shape();
  }

  DType dtype(int position) {
    return type(position).dtype();
  }

  /** Elements of a one-dimensional int64 input, if they are known. */
  Optional<List<Dim>> dims(int position) {
    if (extents.containsKey(position)) {
      return Optional.of(extents.get(position).dims());
    }
    return integers(position)
        .filter(values -> Arrays.stream(values).allMatch(v -> v >= 0))
        .map(values -> Shape.of(values).dims());
  }

  Optional<long[]> integers(int position) {
    return Optional.ofNullable(constants.get(position)).map(Tensor::toLongs);
  }

  long[] requireIntegers(int position, String what) {
    return integers(position)
        .orElseThrow(() -> new GraphException("the " + what + " must be constant"));
  }

  /** An axis counted from the front. */
  static int axis(long axis, int rank) {
    long positive = axis < 0 ? axis + rank : axis;
    if (positive < 0 || positive >= rank) {
      throw new GraphException("axis " + axis + " does not exist in rank " + rank);
    }
    return (int) positive;
  }

  /** Axes counted from the front and sorted; all axes if none are given. */
  static int[] axes(long[] axes, int rank) {
    int[] positive = new int[axes.length];
    for (int i = 0; i < axes.length; i++) {
      positive[i] = axis(axes[i], rank);
    }
    Arrays.sort(positive);
    return positive;
  }

  /** Shape of an elementwise result: extents of one stretch to those of the other operand. */
  static Shape broadcast(Shape a, Shape b) {
    int rank = Math.max(a.rank(), b.rank());
    var dims = new ArrayList<Dim>(rank);
    for (int i = 0; i < rank; i++) {
      int ia = i - rank + a.rank();
      int ib = i - rank + b.rank();
      Dim da = ia < 0 ? Dim.ONE : a.dims().get(ia);
      Dim db = ib < 0 ? Dim.ONE : b.dims().get(ib);
      if (!da.equals(db) && !da.isOne() && !db.isOne()) {
        throw new GraphException("shapes " + a + " and " + b + " do not broadcast");
      }
      dims.add(da.isOne() ? db : da);
    }
    return new Shape(dims);
  }
}
