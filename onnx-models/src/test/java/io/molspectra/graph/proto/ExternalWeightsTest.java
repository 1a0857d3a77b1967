package io.molspectra.graph.proto;

import static io.molspectra.graph.proto.GraphAssertions.assertSameGraph;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.molspectra.graph.Graph;
import io.molspectra.graph.GraphException;
import io.molspectra.graph.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExternalWeightsTest {
  private static final int BYTES = 32 * 20 * 4;

  @TempDir Path folder;

  private final Graph encoder = Networks.linear("encoder", "w", 32, 20, 0.5);
  private final Graph same = Networks.linear("same", "w", 32, 20, 0.5);
  private final Graph other = Networks.linear("other", "w", 32, 20, 0.25);

  private long write(Graph... graphs) throws IOException {
    try (var weights = new ExternalWeights(folder.resolve("weights.bin"))) {
      var writer = new OnnxWriter().optExternalWeights(weights);
      for (Graph graph : graphs) {
        writer.write(graph, folder.resolve(graph.name() + ".onnx"));
      }
      weights.publish();
      return weights.length();
    }
  }

  private Map<String, TensorProto> stored(String name) throws IOException {
    byte[] bytes = Files.readAllBytes(folder.resolve(name + ".onnx"));
    return ModelProto.parseFrom(bytes).getGraph().getInitializerList().stream()
        .collect(Collectors.toMap(TensorProto::getName, tensor -> tensor));
  }

  @Test
  void equalWeightsOfTwoModelsAreStoredOnce() throws IOException {
    assertEquals(BYTES, write(encoder, same));
    assertEquals(BYTES, Files.size(folder.resolve("weights.bin")));
    assertEquals(
        stored("encoder").get("w").getExternalDataList(),
        stored("same").get("w").getExternalDataList());
  }

  @Test
  void equalNamesWithDifferentContentAreKeptApartAndAligned() throws IOException {
    // 33 * 7 floats end off the 64-byte grid
    Graph odd = Networks.linear("odd", "v", 33, 9, 2);
    write(odd, encoder, other);
    for (String name : new String[] {"odd", "encoder", "other"}) {
      stored(name).values().stream()
          .flatMap(tensor -> tensor.getExternalDataList().stream())
          .filter(entry -> entry.getKey().equals("offset"))
          .forEach(entry -> assertEquals(0, Long.parseLong(entry.getValue()) % 64));
    }
    assertSameGraph(odd, OnnxReader.read(folder.resolve("odd.onnx")).graph());
    assertSameGraph(encoder, OnnxReader.read(folder.resolve("encoder.onnx")).graph());
    assertSameGraph(other, OnnxReader.read(folder.resolve("other.onnx")).graph());
  }

  @Test
  void smallTensorsStayInTheModel() throws IOException {
    write(encoder);
    assertTrue(stored("encoder").get("bias").hasRawData());
    assertFalse(stored("encoder").get("w").hasRawData());
  }

  @Test
  void onnxRuntimeRunsBothModelsOfAFolder() throws Exception {
    write(encoder, other);
    Map<String, Tensor> ones = Map.of("x", Tensor.filled(1, 2, 32));
    for (Graph graph : new Graph[] {encoder, other}) {
      try (var session = OrtSession.open(folder.resolve(graph.name() + ".onnx"))) {
        double expected = graph == encoder ? 17 : 9;
        double[] filled = Tensor.filled(expected, 2, 20).toDoubles();
        assertArrayEquals(filled, session.run(ones).get("y").toDoubles(), 1e-5);
      }
    }
  }

  @Test
  void sameGraphsGiveTheSameFiles() throws IOException {
    write(encoder, other);
    byte[] model = Files.readAllBytes(folder.resolve("encoder.onnx"));
    byte[] weights = Files.readAllBytes(folder.resolve("weights.bin"));
    Graph back = OnnxReader.read(folder.resolve("encoder.onnx")).graph();
    write(back, other);
    assertArrayEquals(model, Files.readAllBytes(folder.resolve("encoder.onnx")));
    assertArrayEquals(weights, Files.readAllBytes(folder.resolve("weights.bin")));
  }

  @Test
  void closingWithoutPublishingLeavesNoWeights() throws IOException {
    try (var weights = new ExternalWeights(folder.resolve("weights.bin"))) {
      new OnnxWriter().optExternalWeights(weights).write(encoder, folder.resolve("e.onnx"));
    }
    try (var files = Files.list(folder)) {
      assertEquals(1, files.count(), "only the model is left");
    }
    var error = assertThrows(GraphException.class, () -> OnnxReader.read(folder.resolve("e.onnx")));
    assertTrue(error.getMessage().contains("weights.bin is missing"), error.getMessage());
  }

  @Test
  void weightsOutsideTheModelsFolderAreRefusedAndLeaveNoModel() throws IOException {
    try (var weights = new ExternalWeights(folder.resolve("elsewhere/weights.bin"))) {
      var writer = new OnnxWriter().optExternalWeights(weights);
      Path file = folder.resolve("e.onnx");
      var error = assertThrows(GraphException.class, () -> writer.write(encoder, file));
      assertTrue(error.getMessage().contains("e.onnx"), error.getMessage());
      assertFalse(Files.exists(file));
      assertThrows(IllegalStateException.class, () -> writer.toBytes(encoder));
    }
  }
}
