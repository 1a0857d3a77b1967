package io.molspectra.graph.proto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.molspectra.graph.DType;
import io.molspectra.graph.Dim;
import io.molspectra.graph.Graph;
import io.molspectra.graph.Shape;
import io.molspectra.graph.Tensor;
import io.molspectra.graph.Type;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Habits of other exporters that our own writer does not have. */
class ForeignModelTest {
  private static final Type VECTOR = new Type(DType.FLOAT, Shape.of(Dim.symbol("n")));

  private final GraphProto.Builder graph =
      GraphProto.newBuilder().setName("g").addInput(TypeCodec.encode("x", VECTOR));

  private Graph read(String output, Type type, long opset) {
    graph.addOutput(TypeCodec.encode(output, type));
    byte[] bytes =
        ModelProto.newBuilder()
            .setIrVersion(7)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(opset))
            .setGraph(graph)
            .build()
            .toByteArray();
    return OnnxReader.read(bytes, "foreign").graph();
  }

  private static NodeProto node(String type, List<String> inputs, String output) {
    return NodeProto.newBuilder().setOpType(type).addAllInput(inputs).addOutput(output).build();
  }

  private void constant(String name, AttributeProto.Builder value) {
    graph.addNode(node("Constant", List.of(), name).toBuilder().addAttribute(value));
  }

  @ParameterizedTest
  @ValueSource(longs = {13, 14, 15, 16, 17})
  void olderOperatorSetsAreRead(long opset) {
    graph.addNode(node("Neg", List.of("x"), "y"));
    assertEquals(VECTOR, read("y", VECTOR, opset).type("y"));
  }

  @Test
  void nodesWithoutNamesGetThem() {
    graph.addNode(node("Neg", List.of("x"), "a")).addNode(node("Neg", List.of("a"), "b"));
    Graph read = read("b", VECTOR, 17);
    assertEquals(List.of("Neg", "Neg_1"), read.nodes().stream().map(n -> n.name()).toList());
  }

  @Test
  void constantNodesBecomeInitializers() {
    constant(
        "i", AttributeProto.newBuilder().setName("value_int").setType(AttributeType.INT).setI(3));
    constant(
        "l",
        AttributeProto.newBuilder()
            .setName("value_ints")
            .setType(AttributeType.INTS)
            .addInts(4)
            .addInts(5));
    constant(
        "f",
        AttributeProto.newBuilder().setName("value_float").setType(AttributeType.FLOAT).setF(2));
    constant(
        "v",
        AttributeProto.newBuilder()
            .setName("value_floats")
            .setType(AttributeType.FLOATS)
            .addFloats(1)
            .addFloats(2));
    constant(
        "t",
        AttributeProto.newBuilder()
            .setName("value")
            .setType(AttributeType.TENSOR)
            .setT(TensorCodec.encode("", Tensor.filled(6, 1))));
    graph.addNode(node("Mul", List.of("x", "f"), "y"));
    Graph read = read("y", VECTOR, 17);
    assertEquals(1, read.nodes().size());
    assertEquals(List.of("i", "l", "f", "v", "t"), List.copyOf(read.initializers().keySet()));
    assertEquals(Tensor.integer(DType.INT64, new long[] {3}), read.initializers().get("i"));
    assertEquals(Tensor.ofLongs(4, 5), read.initializers().get("l"));
    assertEquals(Tensor.scalar(2), read.initializers().get("f"));
    assertEquals(Tensor.of(new double[] {1, 2}, 2), read.initializers().get("v"));
    assertEquals(Tensor.filled(6, 1), read.initializers().get("t"));
  }

  @Test
  void aConstantNodeCountsInShapeInference() {
    constant(
        "shape",
        AttributeProto.newBuilder()
            .setName("value_ints")
            .setType(AttributeType.INTS)
            .addInts(1)
            .addInts(-1));
    graph.addNode(node("Reshape", List.of("x", "shape"), "y"));
    Type row = new Type(DType.FLOAT, Shape.of(Dim.ONE, Dim.symbol("n")));
    assertEquals(row, read("y", row, 17).type("y"));
  }

  @Test
  void valuesInTypedFieldsAreRead() {
    var floats = TensorProto.newBuilder().setName("f").setDataType(1).addDims(2);
    var doubles = TensorProto.newBuilder().setName("d").setDataType(11).addDims(1);
    var longs = TensorProto.newBuilder().setName("l").setDataType(7).addDims(1);
    var ints = TensorProto.newBuilder().setName("i").setDataType(6).addDims(1);
    var truths = TensorProto.newBuilder().setName("b").setDataType(9).addDims(2);
    graph
        .addInitializer(floats.addFloatData(1.5f).addFloatData(-2))
        .addInitializer(doubles.addDoubleData(Math.E))
        .addInitializer(longs.addInt64Data(1L << 40))
        .addInitializer(ints.addInt32Data(-3))
        .addInitializer(truths.addInt32Data(1).addInt32Data(0))
        .addNode(node("Neg", List.of("x"), "y"));
    var read = read("y", VECTOR, 17).initializers();
    assertArrayEquals(new double[] {1.5, -2}, read.get("f").toDoubles());
    assertArrayEquals(new double[] {Math.E}, read.get("d").toDoubles());
    assertArrayEquals(new long[] {1L << 40}, read.get("l").toLongs());
    assertArrayEquals(new long[] {-3}, read.get("i").toLongs());
    assertArrayEquals(new long[] {1, 0}, read.get("b").toLongs());
  }

  @Test
  void initializersListedAsInputsAreNoInputs() {
    graph
        .addInput(TypeCodec.encode("c", new Type(DType.FLOAT, Shape.SCALAR)))
        .addInitializer(TensorCodec.encode("c", Tensor.scalar(2)))
        .addNode(node("Add", List.of("x", "c"), "y"));
    assertEquals(List.of("x"), read("y", VECTOR, 17).inputs());
  }

  @Test
  void aDocStringOfAnotherKindIsNoAdjoint() {
    graph.addNode(node("Neg", List.of("x"), "y").toBuilder().setDocString("line 7 of model.py"));
    assertNull(read("y", VECTOR, 17).nodes().get(0).adjoint());
  }

  @Test
  void realAttributesAreReadAsTheDecimalTheyWereWrittenAs() {
    var epsilon =
        AttributeProto.newBuilder().setName("epsilon").setType(AttributeType.FLOAT).setF(1e-5f);
    var read = AttributeCodec.decode(List.of(epsilon.build()), new ExternalData(null));
    assertEquals(1e-5, read.real("epsilon", 0));
  }
}
