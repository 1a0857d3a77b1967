package io.molspectra.graph.proto;

import io.molspectra.graph.Attributes;
import io.molspectra.graph.DType;
import io.molspectra.graph.Dim;
import io.molspectra.graph.Graph;
import io.molspectra.graph.GraphBuilder;
import io.molspectra.graph.Operator;
import io.molspectra.graph.Tensor;
import io.molspectra.graph.Value;
import java.util.List;

/** A small graph for every operator, with the attributes and optional inputs it can have. */
final class OperatorGraphs {
  private static final Dim ROWS = Dim.symbol("A");

  private final Operator operator;
  private final GraphBuilder builder;
  private final Value x;
  private final Value y;

  private OperatorGraphs(Operator operator) {
    this.operator = operator;
    builder = new GraphBuilder("one " + operator.onnxName());
    x = builder.input("x", DType.FLOAT, ROWS, Dim.of(4));
    y = builder.input("y", DType.FLOAT, ROWS, Dim.of(4));
  }

  /** A graph from x and y, both float [A,4], that applies the operator. */
  static Graph of(Operator operator) {
    return new OperatorGraphs(operator).build();
  }

  private Graph build() {
    // the switch has no default: a new operator does not compile until it has a graph here
    List<Value> results =
        switch (operator) {
          case ABS,
              CEIL,
              COS,
              ERF,
              EXP,
              FLOOR,
              IDENTITY,
              LOG,
              NEG,
              RECIPROCAL,
              RELU,
              SIGMOID,
              SIGN,
              SIN,
              SOFTPLUS,
              SQRT,
              TANH ->
              one(Attributes.NONE, x);
          case ADD, DIV, EQUAL, GREATER, GREATER_OR_EQUAL, LESS, LESS_OR_EQUAL, MUL, POW, SUB ->
              one(Attributes.NONE, x, y);
          case MAX, MIN -> one(Attributes.NONE, x, y, builder.scalar(0.5, DType.FLOAT));
          case AND, OR -> one(Attributes.NONE, positive(x), positive(y));
          case NOT -> one(Attributes.NONE, positive(x));
          case WHERE -> one(Attributes.NONE, positive(x), x, y);
          case CAST -> one(Attributes.of("to", (long) DType.DOUBLE.onnxCode()), x);
          case CLIP -> clip();
          case CONCAT -> one(Attributes.of("axis", -1L), x, y, x);
          case CONSTANT_OF_SHAPE ->
              one(
                  Attributes.of("value", Tensor.real(DType.FLOAT, new double[] {7}, 1)),
                  builder.node(Operator.SHAPE, x));
          case EXPAND ->
              one(Attributes.NONE, builder.scalar(3, DType.FLOAT), builder.node(Operator.SHAPE, x));
          case GATHER -> one(Attributes.of("axis", 1L), x, builder.longs(3, 0));
          case GEMM -> gemm();
          case LAYER_NORMALIZATION -> layerNormalization();
          case LOG_SOFTMAX, SOFTMAX -> one(Attributes.of("axis", 1L), x);
          case MATMUL -> one(Attributes.NONE, x, builder.parameter("w", ramp(4, 3)));
          case PAD ->
              one(
                  Attributes.of("mode", "constant"),
                  x,
                  builder.longs(0, 1, 0, 2),
                  builder.scalar(-1, DType.FLOAT));
          case REDUCE_MAX, REDUCE_MEAN ->
              one(Attributes.of("axes", List.of(1L)).and("keepdims", 0L), x);
          case REDUCE_SUM -> one(Attributes.of("keepdims", 1L), x, builder.longs(0));
          case RESHAPE -> one(Attributes.NONE, x, builder.longs(-1, 2));
          case SHAPE -> one(Attributes.NONE, x);
          case SLICE ->
              one(Attributes.NONE, x, builder.longs(0), builder.longs(3), builder.longs(1));
          case SPLIT ->
              builder.nodes(
                  operator, Attributes.of("axis", 1L), List.of(x, builder.longs(1, 3)), 2);
          case SQUEEZE -> one(Attributes.NONE, x.reshape(-1, 1, 4), builder.longs(1));
          case TRANSPOSE -> one(Attributes.of("perm", List.of(1L, 0L)), x);
          case UNSQUEEZE -> one(Attributes.NONE, x, builder.longs(0, -1));
        };
    for (int i = 0; i < results.size(); i++) {
      builder.output("result" + i, results.get(i));
    }
    return builder.build();
  }

  private List<Value> one(Attributes attributes, Value... operands) {
    return List.of(builder.node(operator, attributes, operands));
  }

  private Value positive(Value value) {
    return builder.node(Operator.GREATER, value, builder.scalar(0, DType.FLOAT));
  }

  /** With an upper bound only: the empty name of the lower bound must survive. */
  private List<Value> clip() {
    String bound = builder.scalar(1, DType.FLOAT).name();
    return builder.add(
        new io.molspectra.graph.Node(
            "Clip", operator, Attributes.NONE, List.of("x", "", bound), List.of("Clip"), null));
  }

  private List<Value> gemm() {
    var attributes = Attributes.of("alpha", 0.1).and("beta", 2.0).and("transB", 1L);
    return one(attributes, x, builder.parameter("w", ramp(3, 4)), builder.parameter("b", ramp(3)));
  }

  private List<Value> layerNormalization() {
    Value scale = builder.parameter("scale", ramp(4));
    Value shift = builder.parameter("shift", ramp(4));
    return one(Attributes.of("axis", -1L).and("epsilon", 1e-5), x, scale, shift);
  }

  static Tensor ramp(long... shape) {
    double[] values = Tensor.filled(0, shape).toDoubles();
    for (int i = 0; i < values.length; i++) {
      values[i] = 0.1 * i - 0.3;
    }
    return Tensor.of(values, shape);
  }
}
