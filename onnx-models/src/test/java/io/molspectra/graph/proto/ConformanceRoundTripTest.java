package io.molspectra.graph.proto;

import static io.molspectra.graph.proto.GraphAssertions.assertSameGraph;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import io.molspectra.graph.Graph;
import io.molspectra.graph.Tensor;
import io.molspectra.graph.conformance.ConformanceCase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The ONNX project's own models, read and written again, still compute what they should. Our graphs
 * need constant axes, sizes and paddings, which these models take as inputs: the case's values are
 * put in their place.
 */
class ConformanceRoundTripTest {
  private static final Set<String> NEED_CONSTANTS =
      Set.of("Expand", "Pad", "ReduceSum", "Split", "Squeeze", "Unsqueeze");

  @ParameterizedTest
  @MethodSource("cases")
  void aModelReadAndWrittenAgainGivesTheExpectedOutputs(ConformanceCase conformance)
      throws Exception {
    var inputs = new LinkedHashMap<>(conformance.inputs());
    var model = ModelProto.parseFrom(conformance.model()).toBuilder();
    model.getOpsetImportBuilder(0).setVersion(Graph.OPSET);
    makeConstant(model.getGraphBuilder(), inputs);
    Graph graph = OnnxReader.read(model.build().toByteArray(), conformance.name()).graph();
    byte[] written = new OnnxWriter().toBytes(graph);
    Graph again = OnnxReader.read(written, conformance.name()).graph();
    assertSameGraph(graph, again);
    assertArrayEquals(written, new OnnxWriter().toBytes(again));
    try (var session = OrtSession.open(written)) {
      conformance.check(session.run(inputs));
    }
  }

  /** The reader takes an input that has an initializer for a constant. */
  private static void makeConstant(GraphProto.Builder graph, Map<String, Tensor> inputs) {
    for (NodeProto node : graph.getNodeList()) {
      if (NEED_CONSTANTS.contains(node.getOpType())) {
        node.getInputList().stream()
            .skip(1)
            .filter(inputs::containsKey)
            .forEach(name -> graph.addInitializer(TensorCodec.encode(name, inputs.remove(name))));
      }
    }
  }

  static List<ConformanceCase> cases() {
    return ConformanceCase.all();
  }
}
