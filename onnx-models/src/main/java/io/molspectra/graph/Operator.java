package io.molspectra.graph;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The ONNX operators a graph may use, each with its shape rule. How an operator is differentiated
 * is in {@code io.molspectra.graph.gradient}; how it is executed is the executor's affair.
 */
public enum Operator {
  ABS("Abs", Elementwise::same),
  ADD("Add", Elementwise::broadcast),
  AND("And", Elementwise::compare),
  CAST("Cast", Elementwise::cast),
  CEIL("Ceil", Elementwise::sameReal),
  CLIP("Clip", Elementwise::same),
  CONCAT("Concat", Rearrangements::concat),
  CONSTANT_OF_SHAPE("ConstantOfShape", Rearrangements::constantOfShape),
  COS("Cos", Elementwise::sameReal),
  DIV("Div", Elementwise::broadcast),
  EQUAL("Equal", Elementwise::compare),
  ERF("Erf", Elementwise::sameReal),
  EXP("Exp", Elementwise::sameReal),
  EXPAND("Expand", Rearrangements::expand),
  FLOOR("Floor", Elementwise::sameReal),
  GATHER("Gather", Rearrangements::gather),
  GEMM("Gemm", Products::gemm),
  GREATER("Greater", Elementwise::compare),
  GREATER_OR_EQUAL("GreaterOrEqual", Elementwise::compare),
  IDENTITY("Identity", Elementwise::same),
  LAYER_NORMALIZATION("LayerNormalization", Products::layerNormalization),
  LESS("Less", Elementwise::compare),
  LESS_OR_EQUAL("LessOrEqual", Elementwise::compare),
  LOG("Log", Elementwise::sameReal),
  LOG_SOFTMAX("LogSoftmax", Elementwise::sameReal),
  MATMUL("MatMul", Products::matmul),
  MAX("Max", Elementwise::broadcast),
  MIN("Min", Elementwise::broadcast),
  MUL("Mul", Elementwise::broadcast),
  NEG("Neg", Elementwise::same),
  NOT("Not", Elementwise::same),
  OR("Or", Elementwise::compare),
  PAD("Pad", Rearrangements::pad),
  POW("Pow", Elementwise::power),
  RECIPROCAL("Reciprocal", Elementwise::sameReal),
  REDUCE_MAX("ReduceMax", Reductions::byAttribute),
  REDUCE_MEAN("ReduceMean", Reductions::byAttribute),
  REDUCE_SUM("ReduceSum", Reductions::byInput),
  RELU("Relu", Elementwise::same),
  RESHAPE("Reshape", Rearrangements::reshape),
  SHAPE("Shape", Rearrangements::shapeOf),
  SIGMOID("Sigmoid", Elementwise::sameReal),
  SIGN("Sign", Elementwise::same),
  SIN("Sin", Elementwise::sameReal),
  SLICE("Slice", Rearrangements::slice),
  SOFTMAX("Softmax", Elementwise::sameReal),
  SOFTPLUS("Softplus", Elementwise::sameReal),
  SPLIT("Split", Rearrangements::split),
  SQRT("Sqrt", Elementwise::sameReal),
  SQUEEZE("Squeeze", Rearrangements::squeeze),
  SUB("Sub", Elementwise::broadcast),
  TANH("Tanh", Elementwise::sameReal),
  TRANSPOSE("Transpose", Rearrangements::transpose),
  UNSQUEEZE("Unsqueeze", Rearrangements::unsqueeze),
  WHERE("Where", Elementwise::where);

  private static final Map<String, Operator> BY_NAME =
      Stream.of(values()).collect(Collectors.toMap(Operator::onnxName, Function.identity()));

  private final String onnxName;
  private final ShapeRule rule;

  Operator(String onnxName, ShapeRule rule) {
    this.onnxName = onnxName;
    this.rule = rule;
  }

  /** The operator's {@code op_type} in ONNX's default domain. */
  public String onnxName() {
    return onnxName;
  }

  List<Type> infer(Inference node) {
    return rule.infer(node);
  }

  /**
   * @throws GraphException if the operator is not one of these
   */
  public static Operator ofOnnxName(String name) {
    Operator operator = BY_NAME.get(name);
    if (operator == null) {
      throw new GraphException(
          "operator '"
              + name
              + "' is not supported; supported are "
              + BY_NAME.keySet().stream().sorted().toList());
    }
    return operator;
  }
}
