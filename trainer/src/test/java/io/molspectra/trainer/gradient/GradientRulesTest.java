package io.molspectra.trainer.gradient;

import static io.molspectra.trainer.gradient.GradientCheck.assertGradientsMatch;
import static io.molspectra.trainer.gradient.GradientCheck.random;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.graph.Attributes;
import io.molspectra.graph.DType;
import io.molspectra.graph.GatherAdjoint;
import io.molspectra.graph.GraphBuilder;
import io.molspectra.graph.GraphException;
import io.molspectra.graph.Operator;
import io.molspectra.graph.Tensor;
import io.molspectra.graph.Value;
import io.molspectra.graph.gradient.GradientBuilder;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule of the gradient builder, first and second derivatives. */
class GradientRulesTest {
  private static final Random RANDOM = new Random(11);

  /** Operators without a gradient, or whose gradient is zero wherever it exists. */
  private static final Set<Operator> CONSTANT =
      EnumSet.of(
          Operator.AND,
          Operator.OR,
          Operator.NOT,
          Operator.EQUAL,
          Operator.GREATER,
          Operator.GREATER_OR_EQUAL,
          Operator.LESS,
          Operator.LESS_OR_EQUAL,
          Operator.SHAPE,
          Operator.CONSTANT_OF_SHAPE,
          Operator.CEIL,
          Operator.FLOOR,
          Operator.SIGN);

  private static final Set<Operator> TESTED = EnumSet.noneOf(Operator.class);

  private static Tensor any(long... shape) {
    return random(RANDOM, -1, 1, shape);
  }

  private static Tensor positive(long... shape) {
    return random(RANDOM, 0.5, 2, shape);
  }

  private static Arguments of(
      Operator operator, String what, Function<List<Value>, Value> function, Tensor... points) {
    TESTED.add(operator);
    return Arguments.of(operator.onnxName() + " " + what, function, points);
  }

  private static Arguments unary(Operator operator, Tensor point) {
    return of(operator, "", x -> x.get(0).builder().node(operator, x.get(0)), point);
  }

  private static Value node(Operator operator, Attributes attributes, Value... operands) {
    return operands[0].builder().node(operator, attributes, operands);
  }

  static Stream<Arguments> rules() {
    return Stream.of(
            Stream.of(
                    Operator.ABS,
                    Operator.COS,
                    Operator.ERF,
                    Operator.EXP,
                    Operator.IDENTITY,
                    Operator.NEG,
                    Operator.RELU,
                    Operator.SIGMOID,
                    Operator.SIN,
                    Operator.SOFTPLUS,
                    Operator.TANH)
                .map(operator -> unary(operator, any(2, 3))),
            Stream.of(Operator.LOG, Operator.RECIPROCAL, Operator.SQRT)
                .map(operator -> unary(operator, positive(2, 3))),
            Stream.of(Operator.ADD, Operator.SUB, Operator.MUL, Operator.DIV)
                .flatMap(GradientRulesTest::broadcasts),
            selections(),
            products(),
            reductions(),
            rearrangements())
        .flatMap(s -> s);
  }

  private static Stream<Arguments> broadcasts(Operator operator) {
    Function<List<Value>, Value> function =
        x -> x.get(0).builder().node(operator, x.get(0), x.get(1));
    return Stream.of(
        of(operator, "same shape", function, any(2, 3), positive(2, 3)),
        of(operator, "second repeated", function, any(2, 3), positive(3)),
        of(operator, "both repeated", function, any(2, 1, 3), positive(4, 1)),
        of(operator, "scalar", function, any(2, 3), positive()));
  }

  private static Stream<Arguments> selections() {
    return Stream.of(
        of(
            Operator.MAX,
            "",
            x -> node(Operator.MAX, Attributes.NONE, x.get(0), x.get(1)),
            any(2, 3),
            any(2, 3)),
        of(
            Operator.MIN,
            "repeated",
            x -> node(Operator.MIN, Attributes.NONE, x.get(0), x.get(1)),
            any(2, 3),
            any(3)),
        of(
            Operator.POW,
            "constant exponent",
            x ->
                node(
                    Operator.POW,
                    Attributes.NONE,
                    x.get(0),
                    x.get(0).builder().scalar(2.5, DType.FLOAT)),
            positive(2, 3)),
        of(
            Operator.POW,
            "variable exponent",
            x -> node(Operator.POW, Attributes.NONE, x.get(0), x.get(1)),
            positive(2, 3),
            any(3)),
        of(
            Operator.CLIP,
            "",
            x ->
                node(
                    Operator.CLIP,
                    Attributes.NONE,
                    x.get(0),
                    x.get(0).builder().scalar(-0.3, DType.FLOAT),
                    x.get(0).builder().scalar(0.4, DType.FLOAT)),
            any(3, 4)),
        of(
            Operator.WHERE,
            "",
            x ->
                node(
                    Operator.WHERE,
                    Attributes.NONE,
                    node(
                        Operator.GREATER,
                        Attributes.NONE,
                        x.get(0),
                        x.get(0).builder().scalar(0, DType.FLOAT)),
                    x.get(1).squared(),
                    x.get(0).exp()),
            any(2, 3),
            any(3)),
        of(
            Operator.CAST,
            "",
            x -> x.get(0).squared().cast(DType.DOUBLE).exp().cast(DType.FLOAT),
            any(2, 3)));
  }

  private static Stream<Arguments> products() {
    Function<List<Value>, Value> matmul = x -> x.get(0).matmul(x.get(1));
    return Stream.of(
        of(Operator.MATMUL, "matrices", matmul, any(2, 3), any(3, 4)),
        of(Operator.MATMUL, "batch by matrix", matmul, any(2, 5, 3), any(3, 4)),
        of(Operator.MATMUL, "matrix by batch", matmul, any(5, 3), any(2, 3, 4)),
        of(Operator.MATMUL, "batches", matmul, any(2, 5, 3), any(2, 3, 4)),
        of(Operator.MATMUL, "repeated batch", matmul, any(2, 1, 5, 3), any(4, 3, 2)),
        of(
            Operator.GEMM,
            "plain",
            x -> node(Operator.GEMM, Attributes.NONE, x.get(0), x.get(1), x.get(2)),
            any(2, 3),
            any(3, 4),
            any(4)),
        of(
            Operator.GEMM,
            "transposed, scaled",
            x ->
                node(
                    Operator.GEMM,
                    Attributes.of("transA", 1L)
                        .and("transB", 1L)
                        .and("alpha", 0.7)
                        .and("beta", 1.3),
                    x.get(0),
                    x.get(1),
                    x.get(2)),
            any(3, 2),
            any(4, 3),
            any(1, 4)),
        of(
            Operator.LAYER_NORMALIZATION,
            "",
            x ->
                node(
                    Operator.LAYER_NORMALIZATION,
                    Attributes.of("axis", -1L).and("epsilon", 1e-5),
                    x.get(0),
                    x.get(1),
                    x.get(2)),
            any(2, 3, 5),
            positive(5),
            any(5)),
        of(
            Operator.SOFTMAX,
            "last axis",
            x -> node(Operator.SOFTMAX, Attributes.of("axis", -1L), x.get(0)),
            any(2, 4)),
        of(
            Operator.SOFTMAX,
            "first axis",
            x -> node(Operator.SOFTMAX, Attributes.of("axis", 0L), x.get(0)),
            any(3, 2)),
        of(
            Operator.LOG_SOFTMAX,
            "",
            x -> node(Operator.LOG_SOFTMAX, Attributes.of("axis", 1L), x.get(0)),
            any(2, 4)));
  }

  private static Stream<Arguments> reductions() {
    return Stream.of(
        of(
            Operator.REDUCE_SUM,
            "axes vanish",
            x -> x.get(0).squared().sum(0, 2).exp(),
            any(2, 3, 2)),
        of(
            Operator.REDUCE_SUM,
            "axes stay",
            x -> x.get(0).times(x.get(0).squared().sumKeeping(1)),
            any(2, 3)),
        of(
            Operator.REDUCE_SUM,
            "all",
            x -> node(Operator.REDUCE_SUM, Attributes.of("keepdims", 0L), x.get(0).squared()).exp(),
            any(2, 3)),
        of(
            Operator.REDUCE_MEAN,
            "axis",
            x -> x.get(0).times(x.get(0).squared().meanKeeping(1)),
            any(2, 3)),
        of(Operator.REDUCE_MEAN, "all", x -> x.get(0).squared().mean().exp(), any(2, 3)),
        of(
            Operator.REDUCE_MAX,
            "",
            x -> node(Operator.REDUCE_MAX, Attributes.of("axes", List.of(1L)), x.get(0).squared()),
            any(3, 4)));
  }

  private static Stream<Arguments> rearrangements() {
    return Stream.of(
        of(Operator.RESHAPE, "", x -> x.get(0).squared().reshape(0, -1), any(2, 3, 2)),
        of(Operator.SQUEEZE, "", x -> x.get(0).squared().squeeze(1), any(2, 1, 3)),
        of(Operator.UNSQUEEZE, "", x -> x.get(0).squared().unsqueeze(0, 2), any(2, 3)),
        of(Operator.TRANSPOSE, "", x -> x.get(0).squared().transpose(2, 0, 1), any(2, 3, 4)),
        of(
            Operator.TRANSPOSE,
            "default order",
            x -> node(Operator.TRANSPOSE, Attributes.NONE, x.get(0).squared()),
            any(2, 3, 4)),
        of(
            Operator.EXPAND,
            "",
            x ->
                node(
                        Operator.EXPAND,
                        Attributes.NONE,
                        x.get(0).squared(),
                        x.get(0).builder().longs(4, 2, 3))
                    .exp(),
            any(2, 1)),
        of(
            Operator.CONCAT,
            "",
            x ->
                node(Operator.CONCAT, Attributes.of("axis", 1L), x.get(0).squared(), x.get(1))
                    .exp(),
            any(2, 3),
            any(2, 2)),
        of(
            Operator.SPLIT,
            "all parts",
            x -> {
              var p = x.get(0).squared().split(1, 2, 2, 1);
              return p.get(0).times(p.get(1)).plus(p.get(2));
            },
            any(2, 5)),
        of(
            Operator.SPLIT,
            "a part unused",
            x -> x.get(0).squared().split(1, 2, 3).get(1),
            any(2, 5)),
        of(
            Operator.SLICE,
            "",
            x ->
                node(
                    Operator.SLICE,
                    Attributes.NONE,
                    x.get(0).squared(),
                    x.get(0).builder().longs(1, -3),
                    x.get(0).builder().longs(3, 100),
                    x.get(0).builder().longs(0, 2)),
            any(4, 2, 5)),
        of(
            Operator.PAD,
            "",
            x ->
                node(
                        Operator.PAD,
                        Attributes.NONE,
                        x.get(0).squared(),
                        x.get(0).builder().longs(1, 0, 2, 1))
                    .exp(),
            any(2, 3)),
        of(Operator.GATHER, "rows read several times", GradientRulesTest::neighbors, any(3, 2)),
        of(Operator.GATHER, "rows read at most once", GradientRulesTest::pooled, any(3, 2)));
  }

  /** Atoms 0 and 1 are neighbours, atom 2 is alone; two slots each, slot 0 the atom itself. */
  private static Value neighbors(List<Value> x) {
    GraphBuilder builder = x.get(0).builder();
    Value index =
        builder.constant(Tensor.integer(DType.INT64, new long[] {0, 1, 1, 0, 2, 2}, 3, 2));
    Value reverse =
        builder.constant(Tensor.integer(DType.INT64, new long[] {0, 3, 2, 1, 4, 5}, 3, 2));
    Value mask = builder.constant(Tensor.of(new double[] {1, 1, 1, 1, 1, 0}, 3, 2));
    var adjoint = new GatherAdjoint(reverse.name(), mask.name(), reverse.name(), mask.name());
    Value weights = builder.constant(random(new Random(3), -1, 1, 3, 2, 2));
    return x.get(0)
        .squared()
        .gather(index, adjoint)
        .times(weights)
        .times(mask.unsqueeze(2))
        .sum(1)
        .exp();
  }

  /** Molecule 0 has atoms 0 and 1, molecule 1 has atom 2 and an unused slot. */
  private static Value pooled(List<Value> x) {
    GraphBuilder builder = x.get(0).builder();
    Value atoms = builder.constant(Tensor.integer(DType.INT64, new long[] {0, 1, 2, 2}, 2, 2));
    Value mask = builder.constant(Tensor.of(new double[] {1, 1, 1, 0}, 2, 2));
    Value slot = builder.longs(0, 1, 2);
    var adjoint = new GatherAdjoint(slot.name(), null, atoms.name(), mask.name());
    return x.get(0).squared().gather(atoms, adjoint).times(mask.unsqueeze(2)).sum(1).exp();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void gradientEqualsCentralDifferences(
      String name, Function<List<Value>, Value> function, Tensor[] points) {
    assertGradientsMatch(function, points);
  }

  @Test
  void everyDifferentiableOperatorIsTested() {
    assertTrue(rules().count() > 0);
    var expected = EnumSet.complementOf(EnumSet.copyOf(CONSTANT));
    assertEquals(expected, TESTED);
  }

  @Test
  void gatherWithoutAdjointCannotBeDifferentiated() {
    var builder = new GraphBuilder("test");
    Value rows = builder.input("rows", Tensor.filled(0, 3, 2).type());
    Value picked = rows.squared().gather(builder.longs(0, 2));
    var failure =
        assertThrows(GraphException.class, () -> GradientBuilder.gradients(picked, List.of(rows)));
    assertTrue(failure.getMessage().contains("Gather"), failure.getMessage());
    assertTrue(failure.getMessage().contains("adjoint"), failure.getMessage());
  }

  @Test
  void gradientByAnUnrelatedValueIsZero() {
    var builder = new GraphBuilder("test");
    Value x = builder.input("x", Tensor.filled(0, 2).type());
    Value y = builder.input("y", Tensor.filled(0, 3).type());
    Value gradient = GradientBuilder.gradients(x.squared(), List.of(y)).get(0);
    assertEquals(y.type(), gradient.type());
  }
}
