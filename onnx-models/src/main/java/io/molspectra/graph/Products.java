package io.molspectra.graph;

import java.util.List;

/** Shape rules of matrix products and of layer normalisation. */
final class Products {
  private Products() {}

  static List<Type> matmul(Inference node) {
    Shape a = node.shape(0);
    Shape b = node.shape(1);
    if (node.dtype(0) != node.dtype(1) || a.rank() == 0 || b.rank() == 0) {
      throw new GraphException("cannot multiply " + node.type(0) + " by " + node.type(1));
    }
    Shape left = a.rank() == 1 ? Shape.of(Dim.ONE).then(a) : a;
    Shape right = b.rank() == 1 ? b.then(Shape.of(Dim.ONE)) : b;
    if (!left.last().equals(right.dim(-2))) {
      throw new GraphException("inner extents differ in " + a + " x " + b);
    }
    Shape batch =
        Inference.broadcast(left.slice(0, left.rank() - 2), right.slice(0, right.rank() - 2));
    Shape result = batch;
    if (a.rank() > 1) {
      result = result.then(Shape.of(left.dim(-2)));
    }
    if (b.rank() > 1) {
      result = result.then(Shape.of(right.last()));
    }
    return List.of(new Type(node.dtype(0), result));
  }

  static List<Type> gemm(Inference node) {
    Shape a = node.shape(0);
    Shape b = node.shape(1);
    boolean transA = node.attributes().integer("transA", 0) != 0;
    boolean transB = node.attributes().integer("transB", 0) != 0;
    if (a.rank() != 2 || b.rank() != 2 || !a.dim(transA ? 0 : 1).equals(b.dim(transB ? 1 : 0))) {
      throw new GraphException("cannot multiply " + a + " by " + b);
    }
    Shape result = Shape.of(a.dim(transA ? 1 : 0), b.dim(transB ? 0 : 1));
    if (node.has(2)) {
      Inference.broadcast(result, node.shape(2));
    }
    return List.of(new Type(node.dtype(0), result));
  }

  static List<Type> layerNormalization(Inference node) {
    Shape shape = node.shape(0);
    int axis = Inference.axis(node.attributes().integer("axis", -1), shape.rank());
    Shape normalised = shape.slice(axis, shape.rank());
    Inference.broadcast(normalised, node.shape(1));
    Shape statistics = shape;
    for (int i = axis; i < shape.rank(); i++) {
      statistics = statistics.with(i, Dim.ONE);
    }
    Type moments = new Type(DType.FLOAT, statistics);
    return List.of(node.type(0), moments, moments).subList(0, node.outputs());
  }
}
