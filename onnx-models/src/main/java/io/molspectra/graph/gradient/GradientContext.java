package io.molspectra.graph.gradient;

import io.molspectra.graph.Dim;
import io.molspectra.graph.GraphBuilder;
import io.molspectra.graph.GraphException;
import io.molspectra.graph.Node;
import io.molspectra.graph.Operator;
import io.molspectra.graph.Shape;
import io.molspectra.graph.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a gradient rule may ask of the node it differentiates. */
record GradientContext(
    GraphBuilder builder, Node node, Map<String, Value> gradients, Set<String> active) {

  /** Whether the gradient of this input is wanted. */
  boolean needs(int input) {
    return node.hasInput(input) && active.contains(node.inputs().get(input));
  }

  Value input(int position) {
    return builder.value(node.inputs().get(position));
  }

  Value output() {
    return builder.value(node.outputs().get(0));
  }

  /** Gradient of an output in its full shape, or null if nothing depends on that output. */
  @Nullable Value gradient(int output) {
    Value gradient = gradients.get(node.outputs().get(output));
    return gradient == null ? null : gradient.expandLike(builder.value(node.outputs().get(output)));
  }

  /** Gradient of the first output in its full shape. */
  Value gradient() {
    return lazy().expandLike(output());
  }

  /**
   * Gradient of the first output, of a shape that broadcasts to the output's: elementwise rules
   * need not materialise a repeated gradient.
   */
  Value lazy() {
    Value gradient = gradients.get(node.outputs().get(0));
    if (gradient == null) {
      throw new GraphException("only a secondary output is used");
    }
    return gradient;
  }

  /** The gradient in full rank, but not necessarily in full shape. */
  Value lazyOrExact() {
    return lazy().rank() == output().rank() ? lazy() : gradient();
  }

  /** Whether the node is the product of a value with its own sigmoid, in this order. */
  boolean isSilu() {
    return node.operator() == Operator.MUL
        && needs(0)
        && builder
            .producer(node.inputs().get(1))
            .filter(maker -> maker.operator() == Operator.SIGMOID)
            .filter(maker -> maker.inputs().get(0).equals(node.inputs().get(0)))
            .isPresent();
  }

  /**
   * Elements of an input that is a constant list of int64.
   *
   * @throws GraphException if it is not constant
   */
  long[] constantIntegers(int position) {
    if (!node.hasInput(position)) {
      return new long[0];
    }
    return builder
        .constantOf(node.inputs().get(position))
        .orElseThrow(() -> new GraphException("input " + position + " must be constant"))
        .toLongs();
  }

  /**
   * Reduces an elementwise gradient to the shape of an input that was broadcast: repeated elements
   * receive the sum.
   */
  Value sumTo(Value gradient, Value target) {
    Shape wanted = target.shape();
    Shape full = output().shape();
    int lead = full.rank() - wanted.rank();
    var axes = new ArrayList<Integer>();
    for (int i = 0; i < full.rank(); i++) {
      Dim dim = i < lead ? Dim.ONE : wanted.dim(i - lead);
      if ((dim.isOne() && !full.dim(i).isOne()) || i < lead) {
        axes.add(i);
      }
    }
    if (axes.isEmpty()) {
      return gradient;
    }
    int[] reduced = axes.stream().mapToInt(Integer::intValue).toArray();
    Value exact = gradient.expandLike(output());
    if (axes.size() == lead) {
      return exact.sum(reduced);
    }
    Value kept = exact.sumKeeping(reduced);
    return lead == 0 ? kept : kept.squeeze(java.util.stream.IntStream.range(0, lead).toArray());
  }

  /** The contribution to one input among as many as the node has. */
  List<@Nullable Value> only(int position, Value contribution) {
    var list = none();
    list.set(position, contribution);
    return list;
  }

  List<@Nullable Value> none() {
    return new ArrayList<>(Arrays.asList(new Value[node.inputs().size()]));
  }
}
