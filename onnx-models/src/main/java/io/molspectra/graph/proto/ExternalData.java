package io.molspectra.graph.proto;

import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import io.molspectra.graph.GraphException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values of tensors that a model keeps in files beside it.
 *
 * @param folder the model's folder; null if the model came as bytes and has none
 */
record ExternalData(@Nullable Path folder) {

  /**
   * The bytes an entry points at.
   *
   * @param entries location, and optionally offset and length
   * @param needed bytes the tensor's shape asks for
   * @throws GraphException naming the file if it is missing, too short, or outside the folder
   */
  ByteBuffer read(List<StringStringEntryProto> entries, long needed) {
    Map<String, String> values = new HashMap<>();
    entries.forEach(entry -> values.put(entry.getKey(), entry.getValue()));
    Path file = resolve(values.getOrDefault("location", ""));
    long offset = number(values, "offset", 0);
    long length = number(values, "length", needed);
    if (length != needed) {
      throw new GraphException(
          "needs %d bytes, its entry in %s has %d".formatted(needed, file, length));
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (offset > channel.size() - length) {
        throw new GraphException(
            "external data %s is too short: needs %d bytes at %d, the file has %d"
                .formatted(file, length, offset, channel.size()));
      }
      ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(length));
      while (bytes.hasRemaining() && channel.read(bytes, offset + bytes.position()) >= 0) {}
      return bytes.flip();
    } catch (IOException e) {
      throw new GraphException("cannot read external data " + file + ": " + e, e);
    }
  }

  private Path resolve(String location) {
    if (folder == null) {
      throw new GraphException(
          "keeps its values in '" + location + "': read the model from its file, not from bytes");
    }
    try {
      Path root = folder.toRealPath();
      Path file = root.resolve(location).normalize();
      if (location.isEmpty() || location.contains("\\") || !file.startsWith(root)) {
        throw escaping(location);
      }
      if (!Files.isRegularFile(file)) {
        throw new GraphException("external data " + file + " is missing: keep it beside the model");
      }
      if (!file.toRealPath().startsWith(root)) {
        throw escaping(location);
      }
      return file;
    } catch (InvalidPathException e) {
      throw escaping(location);
    } catch (IOException e) {
      throw new GraphException("cannot find external data '" + location + "': " + e, e);
    }
  }

  private GraphException escaping(String location) {
    return new GraphException(
        "external data '%s' is not inside the model's folder %s".formatted(location, folder));
  }

  private static long number(Map<String, String> values, String key, long otherwise) {
    String text = values.get(key);
    try {
      long value = text == null ? otherwise : Long.parseLong(text);
      if (value >= 0) {
        return value;
      }
    } catch (NumberFormatException e) {
      // reported below with the negative ones
    }
    throw new GraphException("external data has %s '%s'".formatted(key, text));
  }
}
