package io.molspectra.trainer.execute;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class InputBuffersTest {
  private final InputBuffers buffers = new InputBuffers();

  @Test
  void arraysOfAnySizeHoldTheirValues() {
    try (NDManager manager = NDManager.newBaseManager()) {
      for (int size : new int[] {3, 0, 7, 2, 1000, 5}) {
        float[] floats = new float[size];
        long[] longs = new long[size];
        for (int i = 0; i < size; i++) {
          floats[i] = size + i / 8f;
          longs[i] = -1L << (i % 60);
        }
        try (NDArray real = buffers.floats(manager, "x", floats, size);
            NDArray whole = buffers.longs(manager, "i", longs, 1, size)) {
          assertArrayEquals(floats, real.toFloatArray());
          assertArrayEquals(longs, whole.toLongArray());
          assertArrayEquals(new long[] {1, size}, whole.getShape().getShape());
        }
      }
    }
  }

  @Test
  void arraysOfOtherNamesStayValid() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray first = buffers.floats(manager, "first", new float[] {1, 2}, 2);
      buffers.floats(manager, "second", new float[] {3, 4}, 2);
      assertArrayEquals(new float[] {1, 2}, first.toFloatArray());
    }
  }

  @Test
  void manyStepsTakeNoMoreDirectMemoryThanOne() {
    long before = directBytes();
    try (NDManager manager = NDManager.newBaseManager()) {
      for (int step = 0; step < 2000; step++) {
        buffers.floats(manager, "x", new float[10_000], 10_000).close();
      }
    }
    assertTrue(directBytes() - before < 1e6, "took " + (directBytes() - before));
  }

  private static long directBytes() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }
}
