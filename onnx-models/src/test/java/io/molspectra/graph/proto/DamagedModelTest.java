package io.molspectra.graph.proto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import io.molspectra.graph.GraphException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every damaged file is refused by an error that names it and says what is wrong. */
class DamagedModelTest {
  @TempDir Path folder;

  private final byte[] intact = new OnnxWriter().toBytes(Networks.linear("net", "w", 32, 20, 0.5));

  private ModelProto.Builder model() throws IOException {
    return ModelProto.parseFrom(intact).toBuilder();
  }

  private void assertRefused(byte[] bytes, String... reasons) throws IOException {
    Path file = Files.write(folder.resolve("bad.onnx"), bytes);
    var error = assertThrows(GraphException.class, () -> OnnxReader.read(file));
    assertTrue(error.getMessage().startsWith(file + ": "), error.getMessage());
    for (String reason : reasons) {
      assertTrue(error.getMessage().contains(reason), error.getMessage());
    }
  }

  private void assertRefused(ModelProto.Builder model, String... reasons) throws IOException {
    assertRefused(model.build().toByteArray(), reasons);
  }

  @Test
  void aTruncatedFileIsRefusedOrComplete() {
    for (int length = 0; length < intact.length; length += 7) {
      byte[] cut = Arrays.copyOf(intact, length);
      try {
        // a cut between two top-level fields leaves a valid message; the graph must be whole then
        assertEquals(2, OnnxReader.read(cut, "cut").graph().nodes().size());
      } catch (GraphException e) {
        assertTrue(e.getMessage().startsWith("cut: "), e.getMessage());
      }
    }
  }

  @Test
  void halfAFileIsRefused() throws IOException {
    assertRefused(Arrays.copyOf(intact, intact.length / 2), "damaged");
  }

  @Test
  void filesOfOtherKindsAreRefused() throws IOException {
    assertRefused(new byte[0], "not an ONNX model");
    assertRefused("PK\003\004 no model".getBytes(StandardCharsets.UTF_8), "not an ONNX model");
    assertRefused("12\nwater\nO 0 0 0\n".getBytes(StandardCharsets.UTF_8), "not an ONNX model");
  }

  @Test
  void changedBytesNeverGiveAnotherException() {
    var random = new Random(7);
    for (int i = 0; i < 2000; i++) {
      byte[] changed = intact.clone();
      // the structure is at both ends, the weights between
      int range = 150;
      int at = random.nextInt(range);
      changed[random.nextBoolean() ? at : intact.length - 1 - at] = (byte) random.nextInt(256);
      try {
        OnnxReader.read(changed, "changed");
      } catch (GraphException e) {
        assertTrue(e.getMessage().startsWith("changed: "), e.getMessage());
      }
    }
  }

  @Test
  void aMissingFileIsRefused() {
    Path file = folder.resolve("none.onnx");
    var error = assertThrows(GraphException.class, () -> OnnxReader.read(file));
    assertTrue(error.getMessage().contains("none.onnx"), error.getMessage());
  }

  @Test
  void anUnknownOperatorIsNamed() throws IOException {
    var model = model();
    model.getGraphBuilder().getNodeBuilder(0).setOpType("Frobnicate");
    assertRefused(model, "node MatMul (Frobnicate)", "not supported");
  }

  @Test
  void anotherDomainOrOperatorSetIsNamed() throws IOException {
    var model = model();
    model.getGraphBuilder().getNodeBuilder(0).setDomain("com.microsoft");
    assertRefused(model, "node MatMul", "com.microsoft");
    var newer = model();
    newer.getOpsetImportBuilder(0).setVersion(18);
    assertRefused(newer, "operator set 18", "13 to 17");
  }

  @Test
  void aNodeThatDoesNotFitIsNamedWithItsShapes() throws IOException {
    var model = model();
    model.getGraphBuilder().getNodeBuilder(0).setInput(1, "bias");
    assertRefused(model, "MatMul", "float[A, 32]", "float[20]");
  }

  @Test
  void aNodeWithoutInputsOrWithTooManyOutputsIsNamed() throws IOException {
    var model = model();
    model.getGraphBuilder().getNodeBuilder(1).clearInput();
    assertRefused(model, "node Add");
    var more = model();
    more.getGraphBuilder().getNodeBuilder(0).addOutput("second");
    assertRefused(more, "node MatMul", "'second'");
    var none = model();
    none.getGraphBuilder().getNodeBuilder(0).clearOutput();
    assertRefused(none, "(MatMul)");
  }

  @Test
  void anAttributeOfAnUnsupportedKindIsNamed() throws IOException {
    var model = model();
    model
        .getGraphBuilder()
        .getNodeBuilder(0)
        .addAttribute(
            AttributeProto.newBuilder()
                .setName("body")
                .setType(AttributeProto.AttributeType.GRAPH));
    assertRefused(model, "node MatMul", "'body'");
  }

  @Test
  void aMalformedAdjointIsNamed() throws IOException {
    var model = model();
    model.getGraphBuilder().getNodeBuilder(0).setDocString("adjoint: index=a");
    assertRefused(model, "node MatMul", "malformed adjoint");
  }

  @Test
  void aParameterWithoutValuesIsNamed() throws IOException {
    var model = model();
    model.getMetadataPropsBuilder(0).setValue("w\nlost");
    assertRefused(model, "parameter 'lost'");
  }

  @Test
  void anUnknownNameIsNamed() throws IOException {
    var model = model();
    model.getGraphBuilder().getNodeBuilder(1).setInput(0, "nowhere");
    assertRefused(model, "node Add", "'nowhere'");
    var output = model();
    output.getGraphBuilder().getOutputBuilder(0).setName("nothing");
    assertRefused(output, "'nothing'");
  }

  @Test
  void aResultDeclaredOtherwiseIsNamed() throws IOException {
    var model = model();
    model
        .getGraphBuilder()
        .getOutputBuilder(0)
        .getTypeBuilder()
        .getTensorTypeBuilder()
        .setElemType(7);
    assertRefused(model, "output 'y'", "float[A, 20]");
  }

  @Test
  void tensorsWithTooFewValuesAreNamed() throws IOException {
    var model = model();
    tensor(model).setRawData(ByteString.copyFrom(new byte[5]));
    assertRefused(model, "tensor 'w'", "needs 2560 bytes, has 5");
    var typed = model();
    tensor(typed).clearRawData().addFloatData(1);
    assertRefused(typed, "tensor 'w'", "needs 640 values, has 1");
    var huge = model();
    tensor(huge).setDims(0, Long.MAX_VALUE);
    assertRefused(huge, "tensor 'w'", "too large");
    var half = model();
    tensor(half).setDataType(10);
    assertRefused(half, "tensor 'w'", "type 10");
  }

  private static TensorProto.Builder tensor(ModelProto.Builder model) {
    var graph = model.getGraphBuilder();
    for (TensorProto.Builder tensor : graph.getInitializerBuilderList()) {
      if (tensor.getName().equals("w")) {
        return tensor;
      }
    }
    throw new AssertionError("no tensor w");
  }

  private ModelProto.Builder external(String location, String offset, String length)
      throws IOException {
    var model = model();
    var tensor = tensor(model).clearRawData();
    tensor.setDataLocation(TensorProto.DataLocation.EXTERNAL);
    tensor.addExternalData(entry("location", location));
    tensor.addExternalData(entry("offset", offset));
    tensor.addExternalData(entry("length", length));
    return model;
  }

  private static StringStringEntryProto entry(String key, String value) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
  }

  @Test
  void missingOrShortExternalDataIsNamed() throws IOException {
    assertRefused(external("weights.bin", "0", "2560"), "tensor 'w'", "weights.bin is missing");
    Files.write(folder.resolve("weights.bin"), new byte[2560]);
    assertRefused(external("weights.bin", "64", "2560"), "weights.bin is too short");
    assertRefused(external("weights.bin", "0", "12"), "weights.bin has 12");
    assertRefused(external("weights.bin", "-1", "2560"), "offset '-1'");
    assertRefused(external("weights.bin", "many", "2560"), "offset 'many'");
  }

  @Test
  void externalDataOutsideTheFolderIsRefused() throws IOException {
    Path inside = Files.createDirectory(folder.resolve("model"));
    Path secret = Files.write(folder.resolve("secret.bin"), new byte[2560]);
    Files.createSymbolicLink(inside.resolve("link.bin"), secret);
    for (String location :
        new String[] {"../secret.bin", secret.toString(), "x/../../secret.bin", "link.bin", ""}) {
      byte[] bytes = external(location, "0", "2560").build().toByteArray();
      Path file = Files.write(inside.resolve("m.onnx"), bytes);
      var error = assertThrows(GraphException.class, () -> OnnxReader.read(file));
      assertTrue(error.getMessage().contains("not inside the model's folder"), error.getMessage());
      assertTrue(error.getMessage().startsWith(file.toString()), error.getMessage());
    }
  }

  @Test
  void externalDataNeedsAFile() throws IOException {
    byte[] bytes = external("weights.bin", "0", "2560").build().toByteArray();
    var error = assertThrows(GraphException.class, () -> OnnxReader.read(bytes, "in memory"));
    assertTrue(error.getMessage().contains("not from bytes"), error.getMessage());
  }

  @Test
  void aNodeUsedBeforeItsInputExistsIsNamed() throws IOException {
    var model = model();
    var graph = model.getGraphBuilder();
    NodeProto first = graph.getNode(0);
    graph.setNode(0, graph.getNode(1)).setNode(1, first);
    assertRefused(model, "node Add");
  }
}
