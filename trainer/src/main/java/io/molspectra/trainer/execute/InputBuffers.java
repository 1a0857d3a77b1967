package io.molspectra.trainer.execute;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes the input arrays of one step after the other in the same memory. An array made from Java
 * values lies in a direct buffer. One of its own for each array would be freed only when the
 * collector happens to run, which small heap use puts off for hundreds of steps: native memory
 * would swing by as much.
 *
 * <p>On a CPU an array is the buffer: close the arrays of a step before those of the next are made.
 */
public final class InputBuffers {
  private final Map<String, ByteBuffer> buffers = new HashMap<>();

  /**
   * A float32 array.
   *
   * @param manager owner of the array
   * @param name of the input; arrays of other names stay valid
   */
  public NDArray floats(NDManager manager, String name, float[] values, long... shape) {
    ByteBuffer buffer = buffer(name, Math.multiplyExact(Float.BYTES, values.length));
    buffer.asFloatBuffer().put(values);
    return manager.create(buffer, new Shape(shape), DataType.FLOAT32);
  }

  /** An int64 array; see {@link #floats}. */
  public NDArray longs(NDManager manager, String name, long[] values, long... shape) {
    ByteBuffer buffer = buffer(name, Math.multiplyExact(Long.BYTES, values.length));
    buffer.asLongBuffer().put(values);
    return manager.create(buffer, new Shape(shape), DataType.INT64);
  }

  /** The first bytes of the buffer of that name, which grows by half as needed. */
  private ByteBuffer buffer(String name, int bytes) {
    ByteBuffer kept = buffers.get(name);
    if (kept == null || kept.capacity() < bytes) {
      kept = ByteBuffer.allocateDirect((int) Math.min(Integer.MAX_VALUE, bytes * 3L / 2));
      buffers.put(name, kept);
    }
    return kept.slice(0, bytes).order(ByteOrder.nativeOrder());
  }
}
