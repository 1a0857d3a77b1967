package io.molspectra.graph.gradient;

import io.molspectra.graph.Attributes;
import io.molspectra.graph.Dim;
import io.molspectra.graph.GatherAdjoint;
import io.molspectra.graph.GraphException;
import io.molspectra.graph.Operator;
import io.molspectra.graph.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Gradients of operators that move elements. */
final class RearrangementGradients {
  private RearrangementGradients() {}

  static void register(Map<Operator, GradientRule> rules) {
    rules.put(Operator.RESHAPE, node -> node.only(0, node.gradient().reshapeLike(node.input(0))));
    rules.put(Operator.SQUEEZE, node -> node.only(0, node.gradient().reshapeLike(node.input(0))));
    rules.put(
        Operator.UNSQUEEZE,
        node ->
            node.only(
                0,
                node.lazyOrExact()
                    .squeeze(
                        Arrays.stream(node.constantIntegers(1))
                            .mapToInt(Math::toIntExact)
                            .toArray())));
    rules.put(Operator.EXPAND, node -> node.only(0, node.sumTo(node.lazy(), node.input(0))));
    rules.put(Operator.TRANSPOSE, RearrangementGradients::transpose);
    rules.put(Operator.CONCAT, RearrangementGradients::concat);
    rules.put(Operator.SPLIT, RearrangementGradients::split);
    rules.put(Operator.SLICE, RearrangementGradients::slice);
    rules.put(Operator.PAD, RearrangementGradients::pad);
    rules.put(Operator.GATHER, RearrangementGradients::gather);
  }

  private static List<@Nullable Value> transpose(GradientContext node) {
    int rank = node.input(0).rank();
    int[] order = node.node().attributes().ints("perm");
    int[] inverse = new int[rank];
    for (int i = 0; i < rank; i++) {
      inverse[order.length == 0 ? rank - 1 - i : order[i]] = i;
    }
    return node.only(0, node.gradient().transpose(inverse));
  }

  private static int axis(GradientContext node) {
    long axis = node.node().attributes().integer("axis", 0);
    return (int) (axis < 0 ? axis + node.input(0).rank() : axis);
  }

  private static List<@Nullable Value> concat(GradientContext node) {
    int axis = axis(node);
    int count = node.node().inputs().size();
    if (count == 1) {
      return node.only(0, node.lazy());
    }
    long[] sizes = new long[count];
    for (int i = 0; i < count; i++) {
      sizes[i] = node.input(i).shape().slice(axis, axis + 1).fixed()[0];
    }
    return new ArrayList<>(node.gradient().split(axis, sizes));
  }

  private static List<@Nullable Value> split(GradientContext node) {
    var parts = new ArrayList<Value>();
    for (int i = 0; i < node.node().outputs().size(); i++) {
      Value part = node.builder().value(node.node().outputs().get(i));
      Value gradient = node.gradient(i);
      parts.add(
          gradient != null ? gradient : node.builder().scalar(0, part.dtype()).expandLike(part));
    }
    return node.only(
        0,
        node.builder()
            .node(
                Operator.CONCAT,
                Attributes.of("axis", (long) axis(node)),
                parts.toArray(Value[]::new)));
  }

  private static List<@Nullable Value> slice(GradientContext node) {
    Value x = node.input(0);
    long[] starts = node.constantIntegers(1);
    long[] axes = new long[starts.length];
    Arrays.setAll(axes, i -> i);
    if (node.node().hasInput(3)) {
      axes = node.constantIntegers(3);
    }
    if (node.node().hasInput(4)
        && Arrays.stream(node.constantIntegers(4)).anyMatch(step -> step != 1)) {
      throw new GraphException("only slices with step 1 are differentiable");
    }
    long[] pads = new long[2 * x.rank()];
    for (int i = 0; i < axes.length; i++) {
      int axis = (int) (axes[i] < 0 ? axes[i] + x.rank() : axes[i]);
      Dim whole = x.shape().dim(axis);
      Dim part = node.output().shape().dim(axis);
      if (!whole.isFixed() || !part.isFixed()) {
        throw new GraphException("only slices of fixed extents are differentiable");
      }
      long from = starts[i] < 0 ? starts[i] + whole.factor() : starts[i];
      pads[axis] = Math.max(0, Math.min(whole.factor(), from));
      pads[axis + x.rank()] = whole.factor() - part.factor() - pads[axis];
    }
    return node.only(
        0,
        node.builder()
            .node(
                Operator.PAD,
                node.gradient(),
                node.builder().longs(pads),
                node.builder().scalar(0, x.dtype())));
  }

  private static List<@Nullable Value> pad(GradientContext node) {
    Value x = node.input(0);
    if (node.node().attributes().values().getOrDefault("mode", "constant") instanceof String mode
        && !mode.equals("constant")) {
      throw new GraphException("only constant padding is differentiable");
    }
    long[] pads = node.constantIntegers(1);
    long[] starts = Arrays.copyOf(pads, x.rank());
    long[] ends = new long[x.rank()];
    for (int i = 0; i < ends.length; i++) {
      ends[i] = pads[i + x.rank()] == 0 ? Long.MAX_VALUE : -pads[i + x.rank()];
    }
    Value sliced =
        node.builder()
            .node(
                Operator.SLICE,
                node.gradient(),
                node.builder().longs(starts),
                node.builder().longs(ends));
    return node.only(0, sliced.reshapeLike(x));
  }

  /**
   * @see GatherAdjoint
   */
  private static List<@Nullable Value> gather(GradientContext node) {
    GatherAdjoint adjoint = node.node().adjoint();
    if (adjoint == null) {
      throw new GraphException(
          "a gather of differentiable rows needs its adjoint; rows are "
              + node.input(0)
              + ", index is "
              + node.input(1));
    }
    Value rows = node.input(0);
    Value index = node.builder().value(adjoint.index());
    Value back =
        flatten(node.gradient(), node.input(1).rank()).gather(index, inverse(node, adjoint));
    Value mask = adjoint.mask() == null ? null : node.builder().value(adjoint.mask());
    if (index.rank() == 1) {
      return node.only(0, mask == null ? back : back.times(trailing(mask, back.rank())));
    }
    return node.only(0, (mask == null ? back.sum(1) : weightedSum(mask, back)).reshapeLike(rows));
  }

  /** sum_f mask[r, f] back[r, f, ...] as one product a row: nothing of the size of back is made. */
  private static Value weightedSum(Value mask, Value back) {
    if (back.rank() == 2) {
      return mask.times(back).sum(1);
    }
    long width = 1;
    for (int axis = 2; axis < back.rank(); axis++) {
      width *= back.shape().dim(axis).factor();
    }
    Value entries = back.rank() == 3 ? back : back.reshape(0, 0, width);
    return mask.unsqueeze(1).matmul(entries).squeeze(1);
  }

  private static Value trailing(Value mask, int rank) {
    int[] axes = IntStream.range(mask.rank(), rank).toArray();
    return axes.length == 0 ? mask : mask.unsqueeze(axes);
  }

  /** The adjoint of the gather that runs backwards: it reads flat rows, each at most once. */
  private static GatherAdjoint inverse(GradientContext node, GatherAdjoint adjoint) {
    Value index = node.builder().value(adjoint.inverseIndex()).flat();
    String mask = adjoint.inverseMask();
    return new GatherAdjoint(
        index.name(),
        mask == null ? null : node.builder().value(mask).flat().name(),
        adjoint.index(),
        adjoint.mask());
  }

  private static Value flatten(Value gradient, int indexRank) {
    if (indexRank == 1) {
      return gradient;
    }
    long[] extents = new long[gradient.rank() - indexRank + 1];
    extents[0] = -1;
    for (int i = 1; i < extents.length; i++) {
      extents[i] = gradient.shape().dim(i + indexRank - 1).factor();
    }
    return gradient.reshape(extents);
  }
}
