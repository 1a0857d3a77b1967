package io.molspectra.graph.proto;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.molspectra.graph.Graph;
import io.molspectra.graph.GraphBuilder;
import io.molspectra.graph.GraphException;
import io.molspectra.graph.Node;
import io.molspectra.graph.Operator;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Turns one {@code GraphProto} into a graph. */
final class GraphReader {
  private final GraphProto message;
  private final Set<String> parameters;
  private final ExternalData external;
  private final GraphBuilder builder;
  private final Set<String> nodeNames = new HashSet<>();

  GraphReader(GraphProto message, Set<String> parameters, ExternalData external) {
    this.message = message;
    this.parameters = parameters;
    this.external = external;
    this.builder = new GraphBuilder(message.getName().isEmpty() ? "graph" : message.getName());
  }

  static boolean isDefaultDomain(String domain) {
    return domain.isEmpty() || domain.equals("ai.onnx");
  }

  Graph read() {
    if (message.getSparseInitializerCount() > 0) {
      throw new GraphException("sparse initializers are not supported: export dense ones");
    }
    Set<String> constants =
        message.getInitializerList().stream().map(TensorProto::getName).collect(Collectors.toSet());
    for (String name : parameters) {
      if (!constants.contains(name)) {
        throw new GraphException("parameter '" + name + "' has no initializer");
      }
    }
    for (ValueInfoProto input : message.getInputList()) {
      // files of IR version 3 list initializers as inputs too
      if (!constants.contains(input.getName())) {
        builder.input(input.getName(), TypeCodec.decode(input));
      }
    }
    message.getInitializerList().forEach(this::initializer);
    message.getNodeList().forEach(this::node);
    for (ValueInfoProto output : message.getOutputList()) {
      var value = builder.value(output.getName());
      TypeCodec.check(output, value.type());
      builder.output(output.getName(), value);
    }
    return builder.build();
  }

  private void initializer(TensorProto tensor) {
    var values = TensorCodec.decode(tensor, external);
    if (parameters.contains(tensor.getName())) {
      builder.parameter(tensor.getName(), values);
    } else {
      builder.initializer(tensor.getName(), values);
    }
  }

  private void node(NodeProto node) {
    String label = "node %s (%s)".formatted(label(node), node.getOpType());
    try {
      if (!isDefaultDomain(node.getDomain())) {
        throw new GraphException("domain '" + node.getDomain() + "' is not supported");
      }
      if (node.getOpType().equals("Constant") && node.getOutputCount() == 1) {
        builder.initializer(
            node.getOutput(0), AttributeCodec.constant(node.getAttributeList(), external));
        return;
      }
    } catch (GraphException e) {
      throw new GraphException(label + ": " + e.getMessage(), e);
    }
    add(decode(node, label), label);
  }

  private Node decode(NodeProto node, String label) {
    try {
      return new Node(
          uniqueName(node),
          Operator.ofOnnxName(node.getOpType()),
          AttributeCodec.decode(node.getAttributeList(), external),
          node.getInputList(),
          node.getOutputList(),
          AdjointText.parse(node.getDocString()));
    } catch (GraphException e) {
      throw new GraphException(label + ": " + e.getMessage(), e);
    }
  }

  private void add(Node node, String label) {
    for (String input : node.inputs()) {
      if (!input.isEmpty() && !builder.has(input)) {
        throw new GraphException(label + ": its input '" + input + "' does not exist before it");
      }
    }
    for (String output : node.outputs()) {
      if (builder.has(output)) {
        throw new GraphException(label + ": its output '" + output + "' exists already");
      }
    }
    try {
      builder.add(node);
    } catch (IndexOutOfBoundsException | ClassCastException | ArithmeticException e) {
      // too few inputs or outputs, attributes of another kind: shape rules trust their callers
      throw new GraphException(label + " is malformed: " + e.getMessage(), e);
    }
    for (String output : node.outputs()) {
      if (!output.isEmpty() && !builder.has(output)) {
        throw new GraphException(label + ": its output '" + output + "' is one too many");
      }
    }
  }

  private static String label(NodeProto node) {
    return node.getName().isEmpty() ? String.join(",", node.getOutputList()) : node.getName();
  }

  private String uniqueName(NodeProto node) {
    String base = node.getName().isEmpty() ? node.getOpType() : node.getName();
    String name = base;
    for (int i = 1; !nodeNames.add(name); i++) {
      name = base + "_" + i;
    }
    return name;
  }
}
