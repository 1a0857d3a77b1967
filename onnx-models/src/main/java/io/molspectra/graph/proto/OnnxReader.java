package io.molspectra.graph.proto;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import com.google.protobuf.CodedInputStream;
import io.molspectra.graph.Graph;
import io.molspectra.graph.GraphException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads ONNX models into graphs: operator sets 13 to 17 of the default domain, the operators of
 * {@link io.molspectra.graph.Operator}. Shapes are inferred again from the declared inputs. {@code
 * Constant} nodes become initializers; nodes without a name of their own get one.
 *
 * <p>Every failure is a {@link GraphException} that starts with the file.
 */
public final class OnnxReader {
  private static final int OLDEST_OPSET = 13;

  /** What one array, and so one Protobuf message, can hold. */
  private static final long MOST_BYTES = Integer.MAX_VALUE - 8;

  private OnnxReader() {}

  /**
   * Reads a file and the external data beside it.
   *
   * @throws GraphException naming the file, and the node or tensor at fault, if it cannot be read,
   *     is no ONNX model, uses what no graph expresses, or points outside its folder
   */
  public static OnnxModel read(Path file) {
    byte[] bytes;
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new GraphException(file + " exceeds 2 GB: export it with external data");
      }
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new GraphException("cannot read model " + file + ": " + e, e);
    }
    return read(bytes, file.toString(), file.toAbsolutePath().getParent());
  }

  /**
   * Reads a model that has no external data.
   *
   * @param source what to call the model in errors
   * @throws GraphException as {@link #read(Path)}
   */
  public static OnnxModel read(byte[] bytes, String source) {
    return read(bytes, source, null);
  }

  private static OnnxModel read(byte[] bytes, String source, @Nullable Path folder) {
    try {
      ModelProto model = parse(bytes);
      check(model);
      var metadata = new TreeMap<String, String>();
      for (StringStringEntryProto entry : model.getMetadataPropsList()) {
        metadata.put(entry.getKey(), entry.getValue());
      }
      String parameters = metadata.remove(OnnxWriter.PARAMETERS);
      Set<String> names =
          parameters == null ? Set.of() : new HashSet<>(List.of(parameters.split("\n")));
      Graph graph = new GraphReader(model.getGraph(), names, new ExternalData(folder)).read();
      return new OnnxModel(graph, metadata, model.getDocString());
    } catch (GraphException e) {
      throw new GraphException(source + ": " + e.getMessage(), e);
    }
  }

  private static ModelProto parse(byte[] bytes) {
    try {
      var input = CodedInputStream.newInstance(bytes);
      // raw_data then points into the array instead of doubling the memory of the weights
      input.enableAliasing(true);
      return ModelProto.parseFrom(input);
    } catch (IOException e) {
      throw new GraphException(
          "not an ONNX model, or a damaged one (%s): fetch or export it again"
              .formatted(e.getMessage()),
          e);
    }
  }

  private static void check(ModelProto model) {
    if (!model.hasGraph() || model.getOpsetImportCount() == 0 || model.getIrVersion() < 3) {
      throw new GraphException(
          "not an ONNX model, or a truncated one: it lacks a graph, operator set or IR version");
    }
    long opset = 0;
    for (OperatorSetIdProto imported : model.getOpsetImportList()) {
      if (GraphReader.isDefaultDomain(imported.getDomain())) {
        opset = imported.getVersion();
      }
    }
    if (opset < OLDEST_OPSET || opset > Graph.OPSET) {
      throw new GraphException(
          "operator set %d is not supported, only %d to %d: export the model for one of these"
              .formatted(opset, OLDEST_OPSET, Graph.OPSET));
    }
  }
}
