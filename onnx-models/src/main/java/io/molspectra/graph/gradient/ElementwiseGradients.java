package io.molspectra.graph.gradient;

import io.molspectra.graph.DType;
import io.molspectra.graph.GraphException;
import io.molspectra.graph.Operator;
import io.molspectra.graph.Value;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Gradients of operators that work element by element. */
final class ElementwiseGradients {
  private ElementwiseGradients() {}

  static void register(Map<Operator, GradientRule> rules) {
    rules.put(Operator.ADD, node -> both(node, node.lazy(), node.lazy()));
    rules.put(
        Operator.SUB, node -> both(node, node.lazy(), node.needs(1) ? node.lazy().negate() : null));
    rules.put(Operator.MUL, ElementwiseGradients::mul);
    rules.put(Operator.DIV, ElementwiseGradients::div);
    rules.put(Operator.POW, ElementwiseGradients::pow);
    rules.put(Operator.MAX, node -> select(node, Operator.GREATER_OR_EQUAL));
    rules.put(Operator.MIN, node -> select(node, Operator.LESS_OR_EQUAL));
    rules.put(Operator.WHERE, ElementwiseGradients::where);
    rules.put(Operator.CLIP, ElementwiseGradients::clip);
    rules.put(
        Operator.CAST,
        node ->
            node.input(0).dtype().isReal()
                ? node.only(0, node.lazy().cast(node.input(0).dtype()))
                : node.none());
    unary(rules, Operator.IDENTITY, (node, g) -> g);
    unary(rules, Operator.NEG, (node, g) -> g.negate());
    unary(rules, Operator.ABS, (node, g) -> g.times(apply(Operator.SIGN, node.input(0))));
    unary(rules, Operator.SQRT, (node, g) -> g.dividedBy(node.output()).times(0.5));
    unary(rules, Operator.EXP, (node, g) -> g.times(node.output()));
    unary(rules, Operator.LOG, (node, g) -> g.dividedBy(node.input(0)));
    unary(rules, Operator.SIN, (node, g) -> g.times(node.input(0).cos()));
    unary(rules, Operator.COS, (node, g) -> g.negate().times(apply(Operator.SIN, node.input(0))));
    unary(
        rules,
        Operator.SIGMOID,
        (node, g) -> g.times(node.output().minus(node.output().squared())));
    unary(rules, Operator.TANH, (node, g) -> g.minus(g.times(node.output().squared())));
    unary(
        rules,
        Operator.ERF,
        (node, g) -> g.times(node.input(0).squared().negate().exp()).times(2 / Math.sqrt(Math.PI)));
    unary(rules, Operator.RECIPROCAL, (node, g) -> g.times(node.output().squared()).negate());
    unary(rules, Operator.SOFTPLUS, (node, g) -> g.times(node.input(0).sigmoid()));
    unary(
        rules,
        Operator.RELU,
        (node, g) ->
            g.times(
                compare(Operator.GREATER, node.input(0), zero(node.input(0)))
                    .cast(node.input(0).dtype())));
  }

  private static void unary(
      Map<Operator, GradientRule> rules,
      Operator operator,
      BiFunction<GradientContext, Value, Value> rule) {
    rules.put(operator, node -> node.only(0, rule.apply(node, node.lazy())));
  }

  private static Value apply(Operator operator, Value... operands) {
    return operands[0].builder().node(operator, operands);
  }

  private static Value compare(Operator operator, Value a, Value b) {
    return apply(operator, a, b);
  }

  private static Value zero(Value like) {
    return like.builder().scalar(0, like.dtype());
  }

  private static List<@Nullable Value> both(
      GradientContext node, @Nullable Value first, @Nullable Value second) {
    List<@Nullable Value> contributions = node.none();
    if (node.needs(0) && first != null) {
      contributions.set(0, node.sumTo(first, node.input(0)));
    }
    if (node.needs(1) && second != null) {
      contributions.set(1, node.sumTo(second, node.input(1)));
    }
    return contributions;
  }

  private static List<@Nullable Value> mul(GradientContext node) {
    if (node.isSilu()) {
      // s + y - y s for y = x s: three operations less than through the sigmoid's own gradient.
      Value s = node.input(1);
      Value y = node.output();
      return node.only(0, node.lazy().times(s.plus(y.minus(y.times(s)))));
    }
    return both(
        node,
        node.needs(0) ? node.lazy().times(node.input(1)) : null,
        node.needs(1) ? node.lazy().times(node.input(0)) : null);
  }

  private static List<@Nullable Value> div(GradientContext node) {
    Value quotient = node.lazy().dividedBy(node.input(1));
    return both(node, quotient, node.needs(1) ? quotient.times(node.output()).negate() : null);
  }

  private static List<@Nullable Value> pow(GradientContext node) {
    Value base = node.input(0);
    Value exponent = node.input(1);
    if (exponent.dtype() != base.dtype()) {
      exponent = exponent.cast(base.dtype());
    }
    Value toBase =
        node.needs(0)
            ? node.lazy().times(exponent).times(apply(Operator.POW, base, exponent.minus(1)))
            : null;
    Value toExponent =
        node.needs(1) ? node.lazy().times(node.output()).times(apply(Operator.LOG, base)) : null;
    return both(node, toBase, toExponent);
  }

  /** Where the first operand wins it takes the gradient, ties included. */
  private static List<@Nullable Value> select(GradientContext node, Operator wins) {
    if (node.node().inputs().size() == 1) {
      return node.only(0, node.lazy());
    }
    if (node.node().inputs().size() != 2) {
      throw new GraphException("only two operands can be differentiated");
    }
    DType dtype = node.output().dtype();
    Value first = compare(wins, node.input(0), node.input(1));
    Value second = apply(Operator.NOT, first);
    return both(node, node.lazy().times(first.cast(dtype)), node.lazy().times(second.cast(dtype)));
  }

  private static List<@Nullable Value> where(GradientContext node) {
    List<@Nullable Value> contributions = node.none();
    Value condition = node.input(0);
    Value gradient = node.lazy();
    if (node.needs(1)) {
      contributions.set(
          1, node.sumTo(apply(Operator.WHERE, condition, gradient, zero(gradient)), node.input(1)));
    }
    if (node.needs(2)) {
      contributions.set(
          2, node.sumTo(apply(Operator.WHERE, condition, zero(gradient), gradient), node.input(2)));
    }
    return contributions;
  }

  private static List<@Nullable Value> clip(GradientContext node) {
    Value x = node.input(0);
    Value gradient = node.lazy();
    if (node.node().hasInput(1)) {
      gradient =
          gradient.times(compare(Operator.GREATER_OR_EQUAL, x, node.input(1)).cast(x.dtype()));
    }
    if (node.node().hasInput(2)) {
      gradient = gradient.times(compare(Operator.LESS_OR_EQUAL, x, node.input(2)).cast(x.dtype()));
    }
    return node.only(0, gradient);
  }
}
