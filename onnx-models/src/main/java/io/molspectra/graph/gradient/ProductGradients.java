package io.molspectra.graph.gradient;

import io.molspectra.graph.GraphException;
import io.molspectra.graph.Operator;
import io.molspectra.graph.Shape;
import io.molspectra.graph.Value;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gradients of matrix products, layer normalisation and softmax. */
final class ProductGradients {
  private ProductGradients() {}

  static void register(Map<Operator, GradientRule> rules) {
    rules.put(Operator.MATMUL, ProductGradients::matmul);
    rules.put(Operator.GEMM, ProductGradients::gemm);
    rules.put(Operator.LAYER_NORMALIZATION, ProductGradients::layerNormalization);
    rules.put(Operator.SOFTMAX, ProductGradients::softmax);
    rules.put(Operator.LOG_SOFTMAX, ProductGradients::logSoftmax);
  }

  private static List<@Nullable Value> matmul(GradientContext node) {
    Value a = node.input(0);
    Value b = node.input(1);
    if (a.rank() < 2 || b.rank() < 2) {
      throw new GraphException("products with vectors are not differentiable; use matrices");
    }
    Value g = node.gradient();
    List<@Nullable Value> contributions = node.none();
    if (node.needs(0)) {
      contributions.set(0, sumBatch(g.matmul(b.transposeLast()), a));
    }
    if (node.needs(1)) {
      contributions.set(
          1,
          b.rank() == 2 && a.rank() > 2
              ? rows(a).transposeLast().matmul(rows(g))
              : sumBatch(a.transposeLast().matmul(g), b));
    }
    return contributions;
  }

  private static Value rows(Value x) {
    return x.reshape(-1, x.shape().last().factor());
  }

  /** Sums over batch axes along which an operand was repeated. */
  private static Value sumBatch(Value gradient, Value operand) {
    Shape full = gradient.shape();
    int lead = full.rank() - operand.rank();
    Value result = gradient;
    for (int i = lead; i < full.rank() - 2; i++) {
      if (operand.shape().dim(i - lead).isOne() && !full.dim(i).isOne()) {
        result = result.sumKeeping(i);
      }
    }
    return lead == 0 ? result : result.sum(java.util.stream.IntStream.range(0, lead).toArray());
  }

  private static List<@Nullable Value> gemm(GradientContext node) {
    boolean transA = node.node().attributes().integer("transA", 0) != 0;
    boolean transB = node.node().attributes().integer("transB", 0) != 0;
    double alpha = node.node().attributes().real("alpha", 1);
    double beta = node.node().attributes().real("beta", 1);
    Value g = node.gradient();
    Value scaled = alpha == 1 ? g : g.times(alpha);
    Value a = node.input(0);
    Value b = node.input(1);
    List<@Nullable Value> contributions = node.none();
    if (node.needs(0)) {
      Value right = transB ? b : b.transposeLast();
      contributions.set(
          0, transA ? right.transposeLast().matmul(scaled.transposeLast()) : scaled.matmul(right));
    }
    if (node.needs(1)) {
      Value left = transA ? a : a.transposeLast();
      contributions.set(
          1, transB ? scaled.transposeLast().matmul(left.transposeLast()) : left.matmul(scaled));
    }
    if (node.needs(2)) {
      contributions.set(2, node.sumTo(beta == 1 ? g : g.times(beta), node.input(2)));
    }
    return contributions;
  }

  /** Statistics are computed again, so that the gradient can be differentiated in turn. */
  private static List<@Nullable Value> layerNormalization(GradientContext node) {
    Value x = node.input(0);
    Value scale = node.input(1);
    long axis = node.node().attributes().integer("axis", -1);
    if (axis != -1 && axis != x.rank() - 1) {
      throw new GraphException("only normalisation over the last axis is differentiable");
    }
    int last = x.rank() - 1;
    double epsilon = node.node().attributes().real("epsilon", 1e-5);
    Value centred = x.minus(x.meanKeeping(last));
    Value inverse = centred.squared().meanKeeping(last).plus(epsilon).sqrt().reciprocal();
    Value normalised = centred.times(inverse);
    Value g = node.gradient();
    List<@Nullable Value> contributions = node.none();
    if (node.needs(0)) {
      Value h = g.times(scale);
      Value projected =
          h.minus(h.meanKeeping(last))
              .minus(normalised.times(h.times(normalised).meanKeeping(last)));
      contributions.set(0, projected.times(inverse));
    }
    if (node.needs(1)) {
      contributions.set(1, node.sumTo(g.times(normalised), scale));
    }
    if (node.needs(2)) {
      contributions.set(2, node.sumTo(g, node.input(2)));
    }
    return contributions;
  }

  private static List<@Nullable Value> softmax(GradientContext node) {
    int axis = axis(node);
    Value y = node.output();
    Value weighted = node.lazy().times(y);
    return node.only(0, weighted.minus(y.times(weighted.sumKeeping(axis))));
  }

  private static List<@Nullable Value> logSoftmax(GradientContext node) {
    Value g = node.gradient();
    return node.only(0, g.minus(node.output().exp().times(g.sumKeeping(axis(node)))));
  }

  private static int axis(GradientContext node) {
    long axis = node.node().attributes().integer("axis", -1);
    return (int) (axis < 0 ? axis + node.input(0).rank() : axis);
  }
}
