package io.molspectra.graph.gradient;

import io.molspectra.graph.Operator;
import io.molspectra.graph.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Gradients of sums, means and maxima over axes. */
final class ReductionGradients {
  private ReductionGradients() {}

  static void register(Map<Operator, GradientRule> rules) {
    rules.put(Operator.REDUCE_SUM, node -> node.only(0, spread(node, node.lazyOrExact())));
    rules.put(Operator.REDUCE_MEAN, ReductionGradients::mean);
    rules.put(Operator.REDUCE_MAX, ReductionGradients::max);
  }

  private static int[] axes(GradientContext node) {
    int rank = node.input(0).rank();
    long[] axes =
        node.node().operator() == Operator.REDUCE_SUM
            ? node.constantIntegers(1)
            : node.node().attributes().integers("axes").stream().mapToLong(v -> v).toArray();
    if (axes.length == 0) {
      boolean nothing = node.node().attributes().integer("noop_with_empty_axes", 0) != 0;
      return nothing ? new int[0] : IntStream.range(0, rank).toArray();
    }
    return Arrays.stream(axes).mapToInt(a -> (int) (a < 0 ? a + rank : a)).sorted().toArray();
  }

  /** Brings reduced axes back as 1; repetition along them stays implicit. */
  private static Value spread(GradientContext node, Value reduced) {
    int[] axes = axes(node);
    boolean kept = node.node().attributes().integer("keepdims", 1) != 0;
    return kept || axes.length == 0 ? reduced : reduced.unsqueeze(axes);
  }

  private static List<@Nullable Value> mean(GradientContext node) {
    Value x = node.input(0);
    int[] axes = axes(node);
    Value g = spread(node, node.lazyOrExact());
    if (Arrays.stream(axes).allMatch(axis -> x.shape().dim(axis).isFixed())) {
      long count =
          Arrays.stream(axes)
              .mapToLong(axis -> x.shape().dim(axis).factor())
              .reduce(1, (a, b) -> a * b);
      return node.only(0, g.times(1.0 / count));
    }
    Value count = node.builder().scalar(1, x.dtype()).expandLike(x).sumKeeping(axes);
    return node.only(0, g.dividedBy(count));
  }

  /** Ties share the gradient. */
  private static List<@Nullable Value> max(GradientContext node) {
    Value x = node.input(0);
    int[] axes = axes(node);
    Value winners =
        node.builder().node(Operator.EQUAL, x, spread(node, node.output())).cast(x.dtype());
    Value g = spread(node, node.gradient());
    return node.only(0, winners.times(g.dividedBy(winners.sumKeeping(axes))));
  }
}
