package io.molspectra.predict;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.molspectra.features.FeatureTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * Direct memory that one call at a time fills with its inputs. ONNX Runtime reads it in place; it
 * is kept for the next call because direct memory is slow to allocate and slow to be collected.
 */
final class InputBuffers {

  private static final long LARGEST = Integer.MAX_VALUE - 8L;

  private final Map<String, ByteBuffer> memory = new HashMap<>();

  /**
   * @param wide whether the graph wants its real numbers in float64
   */
  OnnxTensor tensor(OrtEnvironment environment, String name, FeatureTensor input, boolean wide)
      throws OrtException {
    if (input instanceof FeatureTensor.Int64 t) {
      LongBuffer buffer = reserve(name, 8L * t.values().length).asLongBuffer();
      buffer.put(t.values()).flip();
      return OnnxTensor.createTensor(environment, buffer, t.shape());
    }
    if (wide) {
      double[] values = RealValues.doubles(input);
      DoubleBuffer buffer = reserve(name, 8L * values.length).asDoubleBuffer();
      buffer.put(values).flip();
      return OnnxTensor.createTensor(environment, buffer, input.shape());
    }
    float[] values = RealValues.floats(input);
    FloatBuffer buffer = reserve(name, 4L * values.length).asFloatBuffer();
    buffer.put(values).flip();
    return OnnxTensor.createTensor(environment, buffer, input.shape());
  }

  /** Size of the memory held. */
  long bytes() {
    return memory.values().stream().mapToLong(ByteBuffer::capacity).sum();
  }

  private ByteBuffer reserve(String name, long bytes) {
    if (bytes > LARGEST) {
      throw new IllegalArgumentException(
          "input %s needs %d bytes, more than one buffer holds; use smaller batches"
              .formatted(name, bytes));
    }
    ByteBuffer buffer = memory.get(name);
    if (buffer == null || buffer.capacity() < bytes) {
      // Some room to spare, so that slightly larger batches do not allocate again.
      int capacity = (int) Math.min(LARGEST, bytes + bytes / 4 + 64);
      buffer = ByteBuffer.allocateDirect(capacity).order(ByteOrder.nativeOrder());
      memory.put(name, buffer);
    }
    return buffer;
  }
}
