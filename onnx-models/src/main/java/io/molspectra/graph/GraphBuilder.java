package io.molspectra.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Builds one graph. Every value is typed as it is made; names are scoped like the network, so a
 * node of the first attention layer is called {@code attention_layers.0/MatMul_3}.
 */
public final class GraphBuilder {
  private final String name;
  private final List<String> inputs = new ArrayList<>();
  private final Map<String, Tensor> initializers = new LinkedHashMap<>();
  private final Set<String> parameters = new LinkedHashSet<>();
  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, Value> values = new LinkedHashMap<>();
  private final List<String> outputs = new ArrayList<>();

  private final Deque<String> scopes = new ArrayDeque<>();
  private final Map<String, Integer> counters = new HashMap<>();
  private final Set<String> nodeNames = new HashSet<>();
  private final Map<Tensor, Value> constants = new HashMap<>();
  private final Map<String, Shape> extents = new HashMap<>();
  private final Map<String, Value> shapes = new HashMap<>();
  private final Map<String, Value> flat = new HashMap<>();
  private final Map<String, Node> producers = new HashMap<>();

  public GraphBuilder(String name) {
    this.name = name;
  }

  /** A builder that starts with all of a finished graph, outputs included. */
  public static GraphBuilder continuing(Graph graph) {
    var builder = new GraphBuilder(graph.name());
    builder.append(graph);
    builder.outputs.addAll(graph.outputs());
    return builder;
  }

  private void append(Graph graph) {
    graph.inputs().forEach(input -> input(input, graph.type(input)));
    graph
        .initializers()
        .forEach(
            (key, tensor) -> {
              initializer(key, tensor);
              if (graph.parameters().contains(key)) {
                parameters.add(key);
              } else {
                constants.putIfAbsent(tensor, value(key));
              }
            });
    graph.nodes().forEach(this::add);
  }

  // -- leaves

  public Value input(String inputName, DType dtype, Dim... dims) {
    return input(inputName, new Type(dtype, Shape.of(dims)));
  }

  public Value input(String inputName, Type type) {
    inputs.add(inputName);
    return define(inputName, type);
  }

  /** A tensor that training may change. */
  public Value parameter(String parameterName, Tensor initial) {
    parameters.add(parameterName);
    return initializer(parameterName, initial);
  }

  /** A named constant. */
  public Value initializer(String constantName, Tensor tensor) {
    initializers.put(constantName, tensor);
    return define(constantName, tensor.type());
  }

  /** An unnamed constant; equal ones are shared. */
  public Value constant(Tensor tensor) {
    Value known = constants.get(tensor);
    if (known == null) {
      known = initializer(unique("constant"), tensor);
      constants.put(tensor, known);
    }
    return known;
  }

  public Value scalar(double value, DType dtype) {
    return dtype.isReal()
        ? constant(Tensor.real(dtype, new double[] {value}))
        : constant(Tensor.integer(dtype, new long[] {(long) value}));
  }

  public Value longs(long... elements) {
    return constant(Tensor.ofLongs(elements));
  }

  // -- nodes

  public Value node(Operator operator, Value... operands) {
    return node(operator, Attributes.NONE, operands);
  }

  public Value node(Operator operator, Attributes attributes, Value... operands) {
    return nodes(operator, attributes, List.of(operands), 1).get(0);
  }

  public List<Value> nodes(
      Operator operator, Attributes attributes, List<Value> operands, int outputCount) {
    return add(operator, attributes, operands, outputCount, null);
  }

  /** The extents of a value, for Expand and Reshape. */
  public Value shapeOf(Value model) {
    Value known = shapes.get(model.name());
    if (known == null) {
      known = model.shape().isFixed() ? longs(model.shape().fixed()) : node(Operator.SHAPE, model);
      shapes.put(model.name(), known);
    }
    return known;
  }

  Value flattened(Value model) {
    Value known = flat.get(model.name());
    if (known == null) {
      known = model.reshape(-1);
      flat.put(model.name(), known);
    }
    return known;
  }

  /** The value of a constant that training does not change, if it is one. */
  public Optional<Tensor> constantOf(String valueName) {
    return parameters.contains(valueName)
        ? Optional.empty()
        : Optional.ofNullable(initializers.get(valueName));
  }

  Value gather(Value rows, Value index, GatherAdjoint adjoint) {
    Attributes attributes = Attributes.of("axis", 0L);
    return add(Operator.GATHER, attributes, List.of(rows, index), 1, adjoint).get(0);
  }

  private List<Value> add(
      Operator operator,
      Attributes attributes,
      List<Value> operands,
      int outputCount,
      @Nullable GatherAdjoint adjoint) {
    for (Value operand : operands) {
      if (operand.builder() != this) {
        throw new GraphException("value " + operand + " belongs to another graph");
      }
    }
    String nodeName = unique(operator.onnxName());
    var outputNames = new ArrayList<String>();
    for (int i = 0; i < outputCount; i++) {
      outputNames.add(outputCount == 1 ? nodeName : nodeName + "." + i);
    }
    return add(
        new Node(
            nodeName,
            operator,
            attributes,
            operands.stream().map(Value::name).toList(),
            outputNames,
            adjoint));
  }

  /**
   * Adds a node whose inputs exist.
   *
   * @throws GraphException if an input is unknown or does not fit; the message names the node
   */
  public List<Value> add(Node node) {
    var types = new ArrayList<@Nullable Type>();
    var constantInputs = new HashMap<Integer, Tensor>();
    var extentInputs = new HashMap<Integer, Shape>();
    for (int i = 0; i < node.inputs().size(); i++) {
      String input = node.inputs().get(i);
      types.add(input.isEmpty() ? null : value(input).type());
      if (initializers.containsKey(input) && !parameters.contains(input)) {
        constantInputs.put(i, initializers.get(input));
      }
      if (extents.containsKey(input)) {
        extentInputs.put(i, extents.get(input));
      }
    }
    List<Type> results;
    try {
      results =
          node.operator()
              .infer(
                  new Inference(
                      node.attributes(),
                      types,
                      constantInputs,
                      extentInputs,
                      node.outputs().size()));
    } catch (GraphException e) {
      throw new GraphException(
          "node %s (%s) with inputs %s: %s"
              .formatted(node.name(), node.operator().onnxName(), types, e.getMessage()),
          e);
    }
    nodes.add(node);
    node.outputs().forEach(output -> producers.put(output, node));
    nodeNames.add(node.name());
    var made = new ArrayList<Value>();
    for (int i = 0; i < results.size(); i++) {
      String output = node.outputs().get(i);
      if (!output.isEmpty()) {
        made.add(define(output, results.get(i)));
      }
    }
    if (node.operator() == Operator.SHAPE && node.attributes().values().isEmpty()) {
      extents.put(node.outputs().get(0), value(node.inputs().get(0)).shape());
    }
    return made;
  }

  // -- names

  /** Runs part of the construction inside a name scope. */
  public <T> T scoped(String scope, Supplier<T> part) {
    scopes.addLast(scope);
    try {
      return part.get();
    } finally {
      scopes.removeLast();
    }
  }

  private String unique(String base) {
    String prefix = String.join("/", scopes);
    String full = prefix.isEmpty() ? base : prefix + "/" + base;
    while (true) {
      int number = counters.merge(full, 1, Integer::sum) - 1;
      String candidate = number == 0 ? full : full + "_" + number;
      if (!values.containsKey(candidate) && !nodeNames.contains(candidate)) {
        return candidate;
      }
    }
  }

  private Value define(String valueName, Type type) {
    var made = new Value(this, valueName, type);
    if (values.putIfAbsent(valueName, made) != null) {
      throw new GraphException("graph " + name + " already has a value '" + valueName + "'");
    }
    return made;
  }

  /**
   * A value made before.
   *
   * @throws GraphException if there is none of that name
   */
  public Value value(String valueName) {
    Value found = values.get(valueName);
    if (found == null) {
      throw new GraphException("graph " + name + " has no value '" + valueName + "'");
    }
    return found;
  }

  public boolean has(String valueName) {
    return values.containsKey(valueName);
  }

  /** Nodes so far, in order. */
  public List<Node> nodes() {
    return List.copyOf(nodes);
  }

  /** The node that makes a value; nothing for inputs and constants. */
  public Optional<Node> producer(String valueName) {
    return Optional.ofNullable(producers.get(valueName));
  }

  // -- results

  /** Names a value and makes it a result of the graph. */
  public Value output(String outputName, Value result) {
    Value named = result;
    if (!result.name().equals(outputName)) {
      named =
          add(new Node(
                  unique("Identity"),
                  Operator.IDENTITY,
                  Attributes.NONE,
                  List.of(result.name()),
                  List.of(outputName),
                  null))
              .get(0);
    }
    outputs.add(outputName);
    return named;
  }

  /** The finished graph. Inputs nothing reads are kept. */
  public Graph build() {
    if (outputs.isEmpty()) {
      throw new GraphException("graph " + name + " has no outputs");
    }
    var types = new LinkedHashMap<String, Type>();
    values.forEach((key, value) -> types.put(key, value.type()));
    return new Graph(name, inputs, initializers, parameters, nodes, outputs, types);
  }

  @Override
  public String toString() {
    return "GraphBuilder[%s, %d nodes, inputs %s]"
        .formatted(name, nodes.size(), Arrays.toString(inputs.toArray()));
  }
}
