package io.molspectra.trainer.execute;

import io.molspectra.graph.Attributes;
import io.molspectra.graph.DType;
import io.molspectra.graph.GatherAdjoint;
import io.molspectra.graph.GraphBuilder;
import io.molspectra.graph.Operator;
import io.molspectra.graph.Tensor;
import io.molspectra.graph.Type;
import io.molspectra.graph.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Autograd follows every real-valued kernel: gradients equal central differences in float64. */
class AutogradTest {

  @ParameterizedTest(name = "{0}")
  @MethodSource("operators")
  void gradientEqualsCentralDifferences(String name, long[][] shapes, Expression expression) {
    var builder = new GraphBuilder(name);
    var inputs = new HashMap<String, Tensor>();
    var operands = new ArrayList<Value>();
    var names = List.of("a", "b", "c").subList(0, shapes.length);
    var random = new Random(7);
    for (int i = 0; i < shapes.length; i++) {
      Tensor tensor = positive(random, shapes[i]);
      inputs.put(names.get(i), tensor);
      operands.add(builder.input(names.get(i), tensor.type()));
    }
    Value result = expression.of(builder, operands);
    // Unequal weights, so that permuted or summed elements cannot pass for one another.
    Value weights = builder.input("weights", new Type(DType.FLOAT, result.shape()));
    inputs.put("weights", positive(random, result.shape().fixed()));
    Value weighted = result.cast(DType.FLOAT).times(weights);
    builder.output("loss", builder.node(Operator.REDUCE_SUM, keep(false), weighted.squared()));
    Differences.assertGradientIsRight(builder.build(), inputs, names);
  }

  private static Tensor positive(Random random, long... shape) {
    double[] values = new double[Tensor.filled(0, shape).size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = 0.3 + random.nextDouble();
    }
    return Tensor.of(values, shape);
  }

  @FunctionalInterface
  interface Expression {
    Value of(GraphBuilder builder, List<Value> operands);
  }

  static Stream<Arguments> operators() {
    return Stream.of(elementwise(), combining(), reducing(), moving()).flatMap(s -> s);
  }

  private static Stream<Arguments> elementwise() {
    return Stream.of(
            Operator.ABS,
            Operator.NEG,
            Operator.EXP,
            Operator.LOG,
            Operator.SQRT,
            Operator.SIN,
            Operator.COS,
            Operator.TANH,
            Operator.ERF,
            Operator.RELU,
            Operator.SIGMOID,
            Operator.SOFTPLUS,
            Operator.RECIPROCAL,
            Operator.IDENTITY,
            Operator.SOFTMAX,
            Operator.LOG_SOFTMAX,
            Operator.CEIL,
            Operator.FLOOR,
            Operator.SIGN)
        .map(op -> one(op.onnxName(), x -> x.builder().node(op, x)));
  }

  private static Stream<Arguments> combining() {
    return Stream.of(
        two("Add", Operator.ADD),
        two("Sub", Operator.SUB),
        two("Mul", Operator.MUL),
        two("Div", Operator.DIV),
        two("Pow", Operator.POW),
        two("Max", Operator.MAX),
        two("Min", Operator.MIN),
        one("Pow 2", x -> x.builder().node(Operator.POW, x, x.builder().scalar(2, DType.FLOAT))),
        one("Pow 0.5", x -> x.builder().node(Operator.POW, x, x.builder().scalar(.5, DType.FLOAT))),
        one("Pow 3", x -> x.builder().node(Operator.POW, x, x.builder().scalar(3, DType.INT64))),
        one(
            "Clip",
            x ->
                x.builder()
                    .node(
                        Operator.CLIP,
                        x,
                        x.builder().scalar(.5, DType.FLOAT),
                        x.builder().scalar(1, DType.FLOAT))),
        one(
            "Where",
            x ->
                x.builder()
                    .node(
                        Operator.WHERE,
                        x.builder().node(Operator.GREATER, x, x.builder().scalar(.8, DType.FLOAT)),
                        x.squared(),
                        x.negate())),
        one("SiLU", Value::silu),
        row("MatMul", new long[][] {{2, 3, 4}, {4, 5}}, (b, v) -> v.get(0).matmul(v.get(1))),
        row(
            "batched MatMul",
            new long[][] {{2, 3, 4}, {2, 4, 2}},
            (b, v) -> v.get(0).matmul(v.get(1))),
        row(
            "MatMul + bias",
            new long[][] {{2, 3, 4}, {4, 5}, {5}},
            (b, v) -> v.get(0).matmul(v.get(1)).plus(v.get(2))),
        row(
            "Gemm",
            new long[][] {{4, 3}, {5, 4}, {3, 5}},
            (b, v) ->
                b.node(
                    Operator.GEMM,
                    Attributes.of("transA", 1L).and("transB", 1L).and("alpha", .5).and("beta", 2.),
                    v.get(0),
                    v.get(1),
                    v.get(2))),
        row(
            "Gemm with a bias",
            new long[][] {{3, 4}, {5, 4}, {5}},
            (b, v) ->
                b.node(Operator.GEMM, Attributes.of("transB", 1L), v.get(0), v.get(1), v.get(2))),
        row(
            "LayerNormalization",
            new long[][] {{2, 3, 4}, {4}, {4}},
            (b, v) -> b.node(Operator.LAYER_NORMALIZATION, v.get(0), v.get(1), v.get(2))),
        row(
            "LayerNormalization over two axes",
            new long[][] {{2, 3, 4}, {4}},
            (b, v) ->
                b.node(
                    Operator.LAYER_NORMALIZATION, Attributes.of("axis", 1L), v.get(0), v.get(1))),
        one("Cast", x -> x.cast(DType.DOUBLE).squared().cast(DType.FLOAT)));
  }

  private static Stream<Arguments> reducing() {
    return Stream.of(
        one("ReduceSum over one axis", x -> x.sum(1)),
        one("ReduceSum over two axes", x -> x.sumKeeping(0, -1)),
        one("ReduceSum over all", x -> x.builder().node(Operator.REDUCE_SUM, keep(true), x)),
        one("ReduceMean over one axis", x -> x.meanKeeping(-1)),
        one("ReduceMean over two axes", x -> x.meanKeeping(0, 2)),
        one("ReduceMean over all", Value::mean),
        one(
            "ReduceMax over two axes",
            x ->
                x.builder()
                    .node(Operator.REDUCE_MAX, keep(false).and("axes", List.of(0L, 2L)), x)));
  }

  private static Stream<Arguments> moving() {
    return Stream.of(
        one("Reshape", x -> x.reshape(0, -1)),
        one("Transpose", x -> x.transpose(2, 0, 1)),
        one("Unsqueeze and Squeeze", x -> x.unsqueeze(1, -1).squeeze(1, 4)),
        one(
            "Expand",
            x -> x.builder().node(Operator.EXPAND, x.unsqueeze(1), x.builder().longs(2, 2, 3, 4))),
        row(
            "Concat",
            new long[][] {{2, 3}, {2, 1}},
            (b, v) -> b.node(Operator.CONCAT, Attributes.of("axis", 1L), v.get(0), v.get(1))),
        one(
            "Split",
            x -> {
              List<Value> parts = x.split(2, 1, 2, 1);
              return parts.get(0).times(parts.get(1)).plus(parts.get(2));
            }),
        one(
            "Slice",
            x ->
                x.builder()
                    .node(
                        Operator.SLICE,
                        x,
                        x.builder().longs(3, 1),
                        x.builder().longs(-5, 3),
                        x.builder().longs(2, 1),
                        x.builder().longs(-2, 1))),
        one(
            "Pad",
            x ->
                x.builder()
                    .node(
                        Operator.PAD,
                        x,
                        x.builder().longs(0, 1, 0, 2, 0, 1),
                        x.builder().scalar(1, x.dtype()))),
        one("Gather rows", x -> adjointGather(x)),
        one("Gather of a flat vector", x -> adjointGather(x.reshape(-1))),
        one(
            "Gather along the last axis",
            x ->
                x.builder()
                    .node(
                        Operator.GATHER,
                        Attributes.of("axis", 2L),
                        x,
                        x.builder()
                            .constant(
                                Tensor.integer(DType.INT64, new long[] {3, -1, 0, 0}, 2, 2)))));
  }

  /** Autograd needs no adjoint; the executor only takes it as a promise about the index. */
  private static Value adjointGather(Value x) {
    Value index = x.builder().constant(Tensor.integer(DType.INT64, new long[] {1, 0, 1, 1}, 2, 2));
    return x.gather(index, new GatherAdjoint("unused", null, "unused", null));
  }

  private static Attributes keep(boolean yes) {
    return Attributes.of("keepdims", yes ? 1L : 0L);
  }

  private static Arguments one(String name, Function<Value, Value> expression) {
    return row(name, new long[][] {{2, 3, 4}}, (b, v) -> expression.apply(v.get(0)));
  }

  private static Arguments two(String name, Operator operator) {
    return row(
        name + ", broadcast",
        new long[][] {{2, 3, 4}, {3, 1}},
        (b, v) -> b.node(operator, v.get(0), v.get(1)));
  }

  private static Arguments row(String name, long[][] shapes, Expression expression) {
    return Arguments.of(name, shapes, expression);
  }
}
