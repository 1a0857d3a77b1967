package io.molspectra.trainer.checkpoint;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Named tensors in one safetensors file. Equal tensors give equal bytes, whatever order the map
 * has.
 */
public final class TensorFile {

  private TensorFile() {}

  /** Writes tensors of any shape and of type float32, float64 or int64. */
  public static void write(Path file, Map<String, NDArray> tensors) throws IOException {
    NDList list = new NDList(tensors.size());
    new TreeMap<>(tensors)
        .forEach(
            (name, tensor) -> {
              tensor.setName(name);
              list.add(tensor);
            });
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      list.encode(out, NDList.Encoding.SAFETENSORS);
    }
  }

  /**
   * Reads all tensors of a file, in alphabetical order of their names.
   *
   * @param manager owner of the tensors; they lie on its device
   * @throws CheckpointException.Damaged if the file is no safetensors file
   */
  public static Map<String, NDArray> read(Path file, NDManager manager) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readAllBytes();
    }
    Map<String, NDArray> sorted = new TreeMap<>();
    try {
      for (NDArray tensor : NDList.decode(manager, bytes)) {
        sorted.put(tensor.getName(), tensor);
      }
    } catch (RuntimeException e) {
      // The engine reports a wrong header by whatever its parser throws.
      throw new CheckpointException.Damaged(file + " is not a safetensors file: " + e.getMessage());
    }
    return new LinkedHashMap<>(sorted);
  }
}
