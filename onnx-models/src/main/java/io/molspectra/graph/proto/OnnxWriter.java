package io.molspectra.graph.proto;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.molspectra.graph.Graph;
import io.molspectra.graph.GraphException;
import io.molspectra.graph.Node;
import io.molspectra.graph.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes graphs as ONNX models: operator set 17, IR version 8, float32 for the working precision.
 * The same graph and options always give the same bytes.
 *
 * <p>Inputs that no node reads are listed too: a caller supplies what the network's contract names.
 */
public final class OnnxWriter {
  static final String PRODUCER = "MolSpectra";

  /** Key in {@code metadata_props}: names of the trainable initializers, one a line. */
  static final String PARAMETERS = "molspectra.parameters";

  private static final long IR_VERSION = 8;

  /** Protobuf counts the bytes of a message in 31 bits; the rest leaves room for the structure. */
  private static final long INLINE_LIMIT = Integer.MAX_VALUE - (64L << 20);

  private String producerVersion = "0.1";
  private String docString = "";
  private Map<String, String> metadata = Map.of();
  private boolean valueInfo;
  private @Nullable ExternalWeights external;

  /** The version of the program that writes. */
  public OnnxWriter optProducerVersion(String version) {
    producerVersion = version;
    return this;
  }

  /** Text for people. */
  public OnnxWriter optDocString(String text) {
    docString = text;
    return this;
  }

  /**
   * Notes for programs: units, identity, and so on.
   *
   * @throws GraphException if a key is one this package keeps for itself
   */
  public OnnxWriter optMetadata(Map<String, String> notes) {
    if (notes.containsKey(PARAMETERS)) {
      throw new GraphException("metadata key '" + PARAMETERS + "' is reserved: choose another");
    }
    metadata = Map.copyOf(notes);
    return this;
  }

  /** Also writes the types of intermediate values, for tools that show them; off by default. */
  public OnnxWriter optValueInfo(boolean wanted) {
    valueInfo = wanted;
    return this;
  }

  /** Keeps tensors of 1 kB and more in a file beside the model, shared with other models. */
  public OnnxWriter optExternalWeights(ExternalWeights weights) {
    external = weights;
    return this;
  }

  /**
   * Writes a model file, which appears complete or not at all.
   *
   * @throws GraphException naming the file if the graph cannot be expressed, is larger than
   *     Protobuf's 2 GB without external weights, or the weights go to another folder
   * @throws IOException if the file cannot be written
   */
  public void write(Graph graph, Path file) throws IOException {
    try (var target = new NewFile(file)) {
      if (external != null
          && !file.toAbsolutePath()
              .normalize()
              .resolveSibling(external.path().getFileName())
              .equals(external.path())) {
        throw new GraphException(
            "its weights go to %s: runtimes accept only files in the model's folder"
                .formatted(external.path()));
      }
      model(graph).writeTo(target.stream());
      target.publish();
    } catch (GraphException e) {
      throw new GraphException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  /**
   * The bytes of a model.
   *
   * @throws GraphException if the graph cannot be expressed or is larger than Protobuf's 2 GB
   * @throws IllegalStateException if external weights are wanted, which need a file
   */
  public byte[] toBytes(Graph graph) {
    if (external != null) {
      throw new IllegalStateException("a model with external weights needs a file: use write");
    }
    try {
      return model(graph).toByteArray();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private ModelProto model(Graph graph) throws IOException {
    var model =
        ModelProto.newBuilder()
            .setIrVersion(IR_VERSION)
            .setProducerName(PRODUCER)
            .setProducerVersion(producerVersion)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(Graph.OPSET))
            .setGraph(encode(graph));
    if (!docString.isEmpty()) {
      model.setDocString(docString);
    }
    var notes = new TreeMap<>(metadata);
    if (!graph.parameters().isEmpty()) {
      notes.put(PARAMETERS, parameters(graph));
    }
    notes.forEach(
        (key, value) ->
            model.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
    return model.build();
  }

  /** In the order of the initializers, so that a graph read back gives the same bytes. */
  private static String parameters(Graph graph) {
    List<String> names =
        graph.initializers().keySet().stream().filter(graph.parameters()::contains).toList();
    for (String name : names) {
      if (name.isEmpty() || name.contains("\n")) {
        throw new GraphException("a parameter cannot be named '" + name + "'");
      }
    }
    return String.join("\n", names);
  }

  private GraphProto encode(Graph graph) throws IOException {
    if (graph.name().isEmpty()) {
      throw new GraphException("the graph needs a name");
    }
    var message = GraphProto.newBuilder().setName(graph.name());
    graph.inputs().forEach(name -> message.addInput(TypeCodec.encode(name, graph.type(name))));
    graph.outputs().forEach(name -> message.addOutput(TypeCodec.encode(name, graph.type(name))));
    encodeInitializers(graph.initializers(), message);
    graph.nodes().forEach(node -> message.addNode(encode(node)));
    if (valueInfo) {
      var outputs = new HashSet<>(graph.outputs());
      graph.nodes().stream()
          .flatMap(node -> node.outputs().stream())
          .filter(name -> !name.isEmpty() && !outputs.contains(name))
          .forEach(name -> message.addValueInfo(TypeCodec.encode(name, graph.type(name))));
    }
    return message.build();
  }

  private void encodeInitializers(Map<String, Tensor> initializers, GraphProto.Builder message)
      throws IOException {
    long inline = 0;
    for (Map.Entry<String, Tensor> entry : initializers.entrySet()) {
      TensorProto tensor =
          external == null
              ? TensorCodec.encode(entry.getKey(), entry.getValue())
              : external.store(entry.getKey(), entry.getValue());
      inline += tensor.getRawData().size();
      if (inline > INLINE_LIMIT) {
        throw new GraphException(
            "its weights exceed the 2 GB of one Protobuf message: use external weights");
      }
      message.addInitializer(tensor);
    }
  }

  private static NodeProto encode(Node node) {
    try {
      var message =
          NodeProto.newBuilder()
              .setName(node.name())
              .setOpType(node.operator().onnxName())
              .addAllInput(node.inputs())
              .addAllOutput(node.outputs())
              .addAllAttribute(AttributeCodec.encode(node.attributes()));
      if (node.adjoint() != null) {
        message.setDocString(AdjointText.format(node.adjoint()));
      }
      return message.build();
    } catch (GraphException e) {
      throw new GraphException("node " + node.name() + ": " + e.getMessage(), e);
    }
  }
}
