package io.molspectra.trainer.execute;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import io.molspectra.graph.Graph;
import io.molspectra.graph.Tensor;
import io.molspectra.graph.conformance.ConformanceCase;
import io.molspectra.graph.proto.OnnxReader;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A conformance case as one of our graphs. Our graphs need constant axes, sizes and paddings, which
 * the ONNX project's models take as inputs: the case's values are put in their place.
 *
 * @param graph the model
 * @param inputs what is still an input
 */
record ConformanceGraph(Graph graph, Map<String, Tensor> inputs) {
  private static final Set<String> NEED_CONSTANTS =
      Set.of("Expand", "Pad", "ReduceSum", "Split", "Squeeze", "Unsqueeze");

  static ConformanceGraph of(ConformanceCase example) {
    try {
      var inputs = new LinkedHashMap<>(example.inputs());
      var model = ModelProto.parseFrom(example.model()).toBuilder();
      // The older models' nodes look as they do in our operator set.
      model.getOpsetImportBuilder(0).setVersion(Graph.OPSET);
      makeConstant(model.getGraphBuilder(), inputs);
      byte[] bytes = model.build().toByteArray();
      return new ConformanceGraph(OnnxReader.read(bytes, example.name()).graph(), inputs);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(example.name(), e);
    }
  }

  private static void makeConstant(GraphProto.Builder graph, Map<String, Tensor> inputs) {
    for (NodeProto node : graph.getNodeList()) {
      if (NEED_CONSTANTS.contains(node.getOpType())) {
        node.getInputList().stream()
            .skip(1)
            .filter(inputs::containsKey)
            .forEach(name -> graph.addInitializer(encode(name, inputs.remove(name))));
      }
    }
  }

  private static TensorProto encode(String name, Tensor tensor) {
    var proto = TensorProto.newBuilder().setName(name).setDataType(tensor.dtype().onnxCode());
    Arrays.stream(tensor.shape()).forEach(proto::addDims);
    switch (tensor.dtype()) {
      case FLOAT -> Arrays.stream(tensor.toDoubles()).forEach(v -> proto.addFloatData((float) v));
      case INT64 -> Arrays.stream(tensor.toLongs()).forEach(proto::addInt64Data);
      case INT32 -> Arrays.stream(tensor.toLongs()).forEach(v -> proto.addInt32Data((int) v));
      default -> throw new AssertionError("no constant of " + tensor.dtype());
    }
    return proto.build();
  }
}
