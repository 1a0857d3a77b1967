package io.molspectra.graph.conformance;

import ai.onnx.proto.OnnxMl;
import io.molspectra.graph.DType;
import io.molspectra.graph.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Reads the archives in {@code /onnx-conformance}. Decodes tensors by itself, so that a fault of
 * our ONNX reader cannot hide.
 */
final class ConformanceData {

  private ConformanceData() {}

  static List<String> groups() {
    try (InputStream in = open("index.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<ConformanceCase> read(String group) {
    Map<String, Map<String, byte[]>> cases = new TreeMap<>();
    try (ZipInputStream zip = new ZipInputStream(open(group + ".zip"))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        String[] path = entry.getName().split("/");
        cases.computeIfAbsent(path[0], name -> new TreeMap<>()).put(path[1], zip.readAllBytes());
      }
      List<ConformanceCase> read = new ArrayList<>();
      for (Map.Entry<String, Map<String, byte[]>> entry : cases.entrySet()) {
        read.add(decode(group, entry.getKey(), entry.getValue()));
      }
      return read;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ConformanceCase decode(String group, String name, Map<String, byte[]> files)
      throws IOException {
    byte[] model = files.get("model.onnx");
    OnnxMl.GraphProto graph = OnnxMl.ModelProto.parseFrom(model).getGraph();
    return new ConformanceCase(
        group,
        name,
        model,
        decode("input", graph.getInputList(), files),
        decode("output", graph.getOutputList(), files));
  }

  private static Map<String, Tensor> decode(
      String kind, List<OnnxMl.ValueInfoProto> values, Map<String, byte[]> files)
      throws IOException {
    Map<String, Tensor> decoded = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i++) {
      byte[] file = files.get(kind + "_" + i + ".pb");
      decoded.put(values.get(i).getName(), decode(OnnxMl.TensorProto.parseFrom(file)));
    }
    return Collections.unmodifiableMap(decoded);
  }

  private static Tensor decode(OnnxMl.TensorProto proto) {
    long[] shape = proto.getDimsList().stream().mapToLong(Long::longValue).toArray();
    int size = 1;
    for (long dimension : shape) {
      size = Math.multiplyExact(size, Math.toIntExact(dimension));
    }
    DType type = DType.ofOnnxCode(proto.getDataType());
    boolean packed = proto.hasRawData();
    ByteBuffer raw =
        ByteBuffer.wrap(proto.getRawData().toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
    if (type.isReal()) {
      double[] values = new double[size];
      for (int i = 0; i < size; i++) {
        values[i] =
            type == DType.FLOAT
                ? (packed ? raw.getFloat() : proto.getFloatData(i))
                : (packed ? raw.getDouble() : proto.getDoubleData(i));
      }
      return Tensor.real(type, values, shape);
    }
    long[] values = new long[size];
    for (int i = 0; i < size; i++) {
      values[i] =
          switch (type) {
            case BOOL -> packed ? raw.get() : proto.getInt32Data(i);
            case INT32 -> packed ? raw.getInt() : proto.getInt32Data(i);
            default -> packed ? raw.getLong() : proto.getInt64Data(i);
          };
    }
    return Tensor.integer(type, values, shape);
  }

  private static InputStream open(String file) {
    InputStream in = ConformanceData.class.getResourceAsStream("/onnx-conformance/" + file);
    if (in == null) {
      throw new IllegalArgumentException("no conformance data named " + file);
    }
    return in;
  }
}
