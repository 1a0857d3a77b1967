package io.molspectra.graph.proto;

import static io.molspectra.graph.proto.GraphAssertions.assertSameGraph;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.molspectra.graph.DType;
import io.molspectra.graph.Dim;
import io.molspectra.graph.GatherAdjoint;
import io.molspectra.graph.Graph;
import io.molspectra.graph.GraphBuilder;
import io.molspectra.graph.GraphException;
import io.molspectra.graph.Operator;
import io.molspectra.graph.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OnnxRoundTripTest {
  private static Graph reread(byte[] bytes) {
    return OnnxReader.read(bytes, "test model").graph();
  }

  private static void assertRoundTrip(Graph graph) {
    byte[] bytes = new OnnxWriter().optValueInfo(true).toBytes(graph);
    Graph back = reread(bytes);
    assertSameGraph(graph, back);
    assertArrayEquals(bytes, new OnnxWriter().optValueInfo(true).toBytes(back));
  }

  @ParameterizedTest
  @EnumSource
  void everyOperatorSurvivesWithItsAttributes(Operator operator) {
    Graph graph = OperatorGraphs.of(operator);
    assertTrue(graph.nodes().stream().anyMatch(node -> node.operator() == operator));
    assertRoundTrip(graph);
  }

  @ParameterizedTest
  @EnumSource
  void onnxRuntimeAcceptsTheFileOfEveryOperator(Operator operator) throws Exception {
    byte[] bytes = new OnnxWriter().toBytes(OperatorGraphs.of(operator));
    try (var session = OrtSession.open(bytes)) {
      Tensor ones = Tensor.filled(1, 3, 4);
      assertFalse(session.run(Map.of("x", ones, "y", ones)).isEmpty());
    }
  }

  @Test
  void adjointsAndParametersComeBackSoTheGraphCanBeTrainedFurther() {
    Graph graph = Networks.neighbourSum();
    Graph back = reread(new OnnxWriter().toBytes(graph));
    assertEquals(Set.of("embedding.weight", "scale"), back.parameters());
    List<GatherAdjoint> adjoints =
        back.nodes().stream().map(node -> node.adjoint()).filter(a -> a != null).toList();
    assertEquals(List.of(new GatherAdjoint("reverse", "reverse_mask", "slot", null)), adjoints);
    assertRoundTrip(graph);
  }

  @Test
  void inputsNoNodeReadsAreKept() {
    Graph back = reread(new OnnxWriter().toBytes(Networks.neighbourSum()));
    assertTrue(back.inputs().contains("reverse"), back.inputs().toString());
  }

  @Test
  void symbolicExtentsAndTheirProductsComeBack() {
    var builder = new GraphBuilder("products");
    var x = builder.input("x", DType.FLOAT, Dim.symbol("A"), Dim.symbol("K"), Dim.of(3));
    builder.output("flat", x.reshape(-1));
    Graph back = reread(new OnnxWriter().toBytes(builder.build()));
    assertEquals("float[3*A*K]", back.type("flat").toString());
    assertEquals("float[A, K, 3]", back.type("x").toString());
  }

  @Test
  void unknownExtentsOfInputsStayUnknownAndApart() {
    Dim unknown = Dim.symbol("?9");
    var builder = new GraphBuilder("unknown");
    builder.output("y", builder.input("x", DType.FLOAT, unknown, unknown).negate());
    byte[] bytes = new OnnxWriter().toBytes(builder.build());
    Graph back = reread(bytes);
    assertEquals("float[?x.0, ?x.1]", back.type("y").toString());
    assertArrayEquals(bytes, new OnnxWriter().toBytes(back));
  }

  @Test
  void constantsOfEveryTypeComeBack() {
    var builder = new GraphBuilder("constants");
    builder.output("float", builder.initializer("f", Tensor.of(new double[] {1.5, -0.0}, 2)));
    builder.output(
        "double", builder.initializer("d", Tensor.real(DType.DOUBLE, new double[] {Math.PI})));
    builder.output("long", builder.longs(Long.MIN_VALUE, -1));
    builder.output(
        "int", builder.initializer("i", Tensor.integer(DType.INT32, new long[] {-5, 5}, 2, 1)));
    builder.output(
        "bool", builder.initializer("b", Tensor.integer(DType.BOOL, new long[] {0, 1}, 2)));
    builder.output("empty", builder.initializer("e", Tensor.of(new double[0], 0, 3)));
    assertRoundTrip(builder.build());
  }

  @Test
  void float64ConstantsAreNotRounded() {
    var builder = new GraphBuilder("precise");
    builder.output(
        "pi", builder.initializer("p", Tensor.real(DType.DOUBLE, new double[] {Math.PI})));
    Graph back = reread(new OnnxWriter().toBytes(builder.build()));
    assertEquals(Math.PI, back.initializers().get("p").toDoubles()[0]);
  }

  @Test
  void theHeaderSaysOpset17AndIr8(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("m.onnx");
    new OnnxWriter()
        .optProducerVersion("9.9")
        .optDocString("for people")
        .optMetadata(Map.of("unit", "eV", "id", "7"))
        .write(Networks.neighbourSum(), file);
    ModelProto model = ModelProto.parseFrom(Files.readAllBytes(file));
    assertEquals(8, model.getIrVersion());
    assertEquals(17, model.getOpsetImport(0).getVersion());
    assertEquals("MolSpectra", model.getProducerName());
    assertEquals("9.9", model.getProducerVersion());
    OnnxModel read = OnnxReader.read(file);
    assertEquals(Map.of("unit", "eV", "id", "7"), read.metadata());
    assertEquals("for people", read.docString());
    try (var files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void bytesDoNotDependOnTheOrderOfMetadataOrOnEarlierGraphs() {
    byte[] first = new OnnxWriter().optMetadata(Map.of("a", "1", "b", "2")).toBytes(joined());
    byte[] second = new OnnxWriter().optMetadata(Map.of("b", "2", "a", "1")).toBytes(joined());
    assertArrayEquals(first, second);
  }

  /** Has an extent that inference numbers anew each time. */
  private static Graph joined() {
    var builder = new GraphBuilder("joined");
    var x = builder.input("x", DType.FLOAT, Dim.symbol("A"));
    builder.output(
        "y",
        builder.node(
            Operator.CONCAT, io.molspectra.graph.Attributes.of("axis", 0L), x, x.negate()));
    return builder.build();
  }

  @Test
  void reservedMetadataAndNamesWithBlanksAreRefused() {
    assertThrows(
        GraphException.class,
        () -> new OnnxWriter().optMetadata(Map.of(OnnxWriter.PARAMETERS, "x")));
    var builder = new GraphBuilder("blank");
    var x = builder.input("x", DType.FLOAT, Dim.symbol("A"));
    var index = builder.input("i", DType.INT64, Dim.symbol("B"));
    builder.output("y", x.gather(index, new GatherAdjoint("a b", null, "c", null)));
    Graph graph = builder.build();
    var error = assertThrows(GraphException.class, () -> new OnnxWriter().toBytes(graph));
    assertTrue(error.getMessage().contains("node Gather"), error.getMessage());
  }
}
