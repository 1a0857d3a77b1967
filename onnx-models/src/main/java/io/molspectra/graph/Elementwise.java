package io.molspectra.graph;

import java.util.List;

/** Shape rules of operators that work element by element, with broadcasting. */
final class Elementwise {
  private Elementwise() {}

  static List<Type> same(Inference node) {
    return List.of(node.type(0));
  }

  static List<Type> sameReal(Inference node) {
    if (!node.dtype(0).isReal()) {
      throw new GraphException("needs real values, got " + node.type(0));
    }
    return List.of(node.type(0));
  }

  /** All inputs of one type, broadcast together. */
  static List<Type> broadcast(Inference node) {
    return List.of(new Type(node.dtype(0), stretched(node, 0, true)));
  }

  static List<Type> compare(Inference node) {
    return List.of(new Type(DType.BOOL, stretched(node, 0, true)));
  }

  static List<Type> power(Inference node) {
    return List.of(new Type(node.dtype(0), stretched(node, 0, false)));
  }

  static List<Type> where(Inference node) {
    if (node.dtype(0) != DType.BOOL) {
      throw new GraphException("needs a truth value as condition, got " + node.type(0));
    }
    Shape branches = stretched(node, 1, true);
    return List.of(new Type(node.dtype(1), Inference.broadcast(node.shape(0), branches)));
  }

  static List<Type> cast(Inference node) {
    DType target = DType.ofOnnxCode((int) node.attributes().integer("to", 0));
    return List.of(new Type(target, node.shape(0)));
  }

  private static Shape stretched(Inference node, int first, boolean sameType) {
    Shape shape = node.shape(first);
    for (int i = first + 1; i < node.inputs().size(); i++) {
      if (sameType && node.dtype(i) != node.dtype(first)) {
        throw new GraphException(
            "operands have different types " + node.type(first) + " and " + node.type(i));
      }
      shape = Inference.broadcast(shape, node.shape(i));
    }
    return shape;
  }
}
