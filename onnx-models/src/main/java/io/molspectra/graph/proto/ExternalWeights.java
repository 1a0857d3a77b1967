package io.molspectra.graph.proto;

import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.molspectra.graph.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects the weights of several models in one file beside them. A tensor that two models have
 * under the same name with the same content is stored once; tensors under 1 kB stay in the models.
 *
 * <pre>{@code
 * try (var weights = new ExternalWeights(folder.resolve("weights.bin"))) {
 *   var writer = new OnnxWriter().optExternalWeights(weights);
 *   writer.write(encoder, folder.resolve("encoder.onnx"));
 *   writer.write(head, folder.resolve("head-energy.onnx"));
 *   weights.publish();
 * }
 * }</pre>
 *
 * <p>Until {@link #publish} the models point at a file that is not there; closing without it, as
 * after an exception, discards the weights. For use by one thread.
 */
public final class ExternalWeights implements AutoCloseable {
  /** Smaller tensors stay inside the model, where a runtime needs them to infer shapes. */
  static final int INLINE_BYTES = 1024;

  private static final int ALIGNMENT = 64;

  private record Content(String name, int type, String sha256) {}

  private final Path path;
  private final Map<Content, Long> offsets = new HashMap<>();
  private @Nullable NewFile file;
  private long length;

  /**
   * @param path the file the weights go to, in the folder of the models
   */
  public ExternalWeights(Path path) {
    this.path = path.toAbsolutePath().normalize();
  }

  /** Where the weights go. */
  public Path path() {
    return path;
  }

  /** Bytes stored so far. */
  public long length() {
    return length;
  }

  /** The message that stands for a tensor in a model beside this file. */
  TensorProto store(String name, Tensor tensor) throws IOException {
    if (TensorCodec.byteSize(tensor) < INLINE_BYTES) {
      return TensorCodec.encode(name, tensor);
    }
    byte[] bytes = TensorCodec.bytes(tensor);
    var content = new Content(name, tensor.dtype().onnxCode(), sha256(bytes));
    Long offset = offsets.get(content);
    if (offset == null) {
      offset = append(bytes);
      offsets.put(content, offset);
    }
    return TensorCodec.header(name, tensor)
        .setDataLocation(TensorProto.DataLocation.EXTERNAL)
        .addExternalData(entry("location", path.getFileName().toString()))
        .addExternalData(entry("offset", Long.toString(offset)))
        .addExternalData(entry("length", Integer.toString(bytes.length)))
        .build();
  }

  private long append(byte[] bytes) throws IOException {
    if (file == null) {
      file = new NewFile(path);
    }
    int padding = (int) ((ALIGNMENT - length % ALIGNMENT) % ALIGNMENT);
    file.stream().write(new byte[padding]);
    file.stream().write(bytes);
    long offset = length + padding;
    length = offset + bytes.length;
    return offset;
  }

  private static StringStringEntryProto entry(String key, String value) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * Puts the file in its place, replacing an older one; makes none if every tensor was small.
   *
   * @throws IOException if the file cannot be written
   */
  public void publish() throws IOException {
    if (file != null) {
      file.publish();
    }
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
