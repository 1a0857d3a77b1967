package io.molspectra.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Shape rules of reductions; ReduceSum takes its axes as an input, the others as an attribute. */
final class Reductions {
  private Reductions() {}

  static List<Type> byInput(Inference node) {
    long[] axes = node.has(1) ? node.requireIntegers(1, "axes") : new long[0];
    return reduced(node, axes);
  }

  static List<Type> byAttribute(Inference node) {
    return reduced(
        node, node.attributes().integers("axes").stream().mapToLong(Long::longValue).toArray());
  }

  private static List<Type> reduced(Inference node, long[] requested) {
    Shape shape = node.shape(0);
    boolean keep = node.attributes().integer("keepdims", 1) != 0;
    boolean nothing =
        requested.length == 0 && node.attributes().integer("noop_with_empty_axes", 0) != 0;
    if (nothing) {
      return List.of(node.type(0));
    }
    int[] axes =
        requested.length == 0
            ? IntStream.range(0, shape.rank()).toArray()
            : Inference.axes(requested, shape.rank());
    var dims = new ArrayList<Dim>();
    for (int i = 0; i < shape.rank(); i++) {
      if (Arrays.binarySearch(axes, i) < 0) {
        dims.add(shape.dims().get(i));
      } else if (keep) {
        dims.add(Dim.ONE);
      }
    }
    return List.of(new Type(node.dtype(0), new Shape(dims)));
  }
}
