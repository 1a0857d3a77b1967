package io.molspectra.graph;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * A graph whose file computes in float64: {@link DType#FLOAT} becomes {@link DType#DOUBLE}
 * throughout, inputs and outputs included.
 *
 * <p>Constants of the network come unrounded. Parameters were trained in float32: they stay so,
 * which lets both files share their weights, and a Cast widens each; runtimes do that once, when
 * they load the file. So the graph in float64 is the same function as the one in float32, without
 * its rounding.
 */
public final class DoublePrecision {

  private static final String WIDENED = "/float64";
  private static final String QUARTER = "quarter_turn";

  /** Operators that ONNX Runtime 1.29 computes on the processor in float32 alone. */
  private static final Set<Operator> FLOAT32_ONLY = EnumSet.of(Operator.ERF, Operator.SOFTPLUS);

  private final Graph graph;
  private final Map<String, String> widened = new LinkedHashMap<>();
  private final Map<String, Type> types = new LinkedHashMap<>();
  private final List<Node> nodes = new ArrayList<>();

  private DoublePrecision(Graph graph) {
    this.graph = graph;
  }

  /**
   * The same graph in float64.
   *
   * @throws GraphException if it has an operator that ONNX Runtime has no float64 form of
   */
  public static Graph of(Graph graph) {
    return new DoublePrecision(graph).build();
  }

  private Graph build() {
    graph.types().forEach((name, type) -> types.put(name, wide(type)));
    Map<String, Tensor> initializers = new LinkedHashMap<>();
    graph
        .initializers()
        .forEach(
            (name, tensor) -> {
              boolean kept = graph.parameters().contains(name) && tensor.dtype() == DType.FLOAT;
              initializers.put(name, kept ? tensor : wide(tensor));
              if (kept) {
                widen(name, tensor.type());
              }
            });
    if (graph.nodes().stream().anyMatch(node -> node.operator() == Operator.COS)) {
      Tensor quarter = Tensor.real(DType.DOUBLE, new double[] {Math.PI / 2});
      initializers.put(QUARTER, quarter);
      types.put(QUARTER, quarter.type());
    }
    graph.nodes().forEach(this::add);
    return new Graph(
        graph.name() + "-f64",
        graph.inputs(),
        initializers,
        graph.parameters(),
        nodes,
        graph.outputs(),
        types);
  }

  private void widen(String parameter, Type type) {
    String name = parameter + WIDENED;
    types.put(parameter, type);
    types.put(name, wide(type));
    widened.put(parameter, name);
    nodes.add(
        new Node(
            name,
            Operator.CAST,
            Attributes.of("to", (long) DType.DOUBLE.onnxCode()),
            List.of(parameter),
            List.of(name),
            null));
  }

  private void add(Node node) {
    if (FLOAT32_ONLY.contains(node.operator())) {
      throw new GraphException(
          "node %s: ONNX Runtime computes %s in float32 only; a network with it has no float64 form"
              .formatted(node.name(), node.operator().onnxName()));
    }
    if (node.operator() == Operator.COS) {
      addCosine(node);
      return;
    }
    nodes.add(
        new Node(
            node.name(),
            node.operator(),
            wide(node.operator(), node.attributes()),
            node.inputs().stream().map(name -> widened.getOrDefault(name, name)).toList(),
            node.outputs(),
            node.adjoint()));
  }

  /** cos x = sin(x + pi / 2): ONNX Runtime has a Sin in float64, and no Cos. */
  private void addCosine(Node node) {
    String angle = widened.getOrDefault(node.inputs().get(0), node.inputs().get(0));
    String shifted = node.name() + "/shifted";
    types.put(shifted, Objects.requireNonNull(types.get(angle)));
    nodes.add(
        new Node(
            shifted,
            Operator.ADD,
            Attributes.NONE,
            List.of(angle, QUARTER),
            List.of(shifted),
            null));
    nodes.add(
        new Node(
            node.name(),
            Operator.SIN,
            Attributes.NONE,
            List.of(shifted),
            node.outputs(),
            node.adjoint()));
  }

  private static Attributes wide(Operator operator, Attributes attributes) {
    Map<String, Object> values = new TreeMap<>(attributes.values());
    if (operator == Operator.CAST && attributes.integer("to", 0) == DType.FLOAT.onnxCode()) {
      values.put("to", (long) DType.DOUBLE.onnxCode());
    }
    values.replaceAll((name, value) -> value instanceof Tensor tensor ? wide(tensor) : value);
    return new Attributes(values);
  }

  private static Tensor wide(Tensor tensor) {
    return tensor.dtype() == DType.FLOAT
        ? Tensor.real(DType.DOUBLE, tensor.toDoubles(), tensor.shape())
        : tensor;
  }

  private static Type wide(Type type) {
    return type.dtype() == DType.FLOAT ? new Type(DType.DOUBLE, type.shape()) : type;
  }
}
