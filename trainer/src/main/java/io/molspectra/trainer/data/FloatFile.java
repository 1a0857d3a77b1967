package io.molspectra.trainer.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Rows of equally many floats in a temporary file, written once and then mapped into memory. */
final class FloatFile implements AutoCloseable {
  /** A mapping must stay below 2 GiB. */
  private static final long SEGMENT_BYTES = 1L << 30;

  private final Path path;
  private final int width;
  private final int segmentRows;
  private final FileChannel channel;
  private final ByteBuffer row;
  private final List<FloatBuffer> segments = new ArrayList<>();
  private int count;

  private FloatFile(Path path, int width, FileChannel channel) {
    this.path = path;
    this.width = width;
    this.channel = channel;
    this.row = ByteBuffer.allocate(Float.BYTES * width).order(ByteOrder.nativeOrder());
    this.segmentRows = (int) Math.max(1, SEGMENT_BYTES / ((long) Float.BYTES * width));
  }

  static FloatFile create(Path path, int width) throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    return new FloatFile(
        path,
        width,
        FileChannel.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE));
  }

  void append(float[] values) throws IOException {
    row.clear();
    row.asFloatBuffer().put(values);
    while (row.hasRemaining()) {
      channel.write(row);
    }
    count++;
  }

  /** Ends the writing; rows can be read from now on. */
  void finish() throws IOException {
    long rowBytes = (long) Float.BYTES * width;
    for (int first = 0; first < count; first += segmentRows) {
      int rows = Math.min(segmentRows, count - first);
      MappedByteBuffer mapped =
          channel.map(FileChannel.MapMode.READ_ONLY, first * rowBytes, rows * rowBytes);
      segments.add(mapped.order(ByteOrder.nativeOrder()).asFloatBuffer());
    }
  }

  void copy(int index, int from, float[] target, int offset, int length) {
    FloatBuffer segment = segments.get(index / segmentRows);
    segment.get(index % segmentRows * width + from, target, offset, length);
  }

  @Override
  public void close() throws IOException {
    segments.clear();
    channel.close();
    Files.deleteIfExists(path);
  }
}
