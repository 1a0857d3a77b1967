package io.molspectra.library;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Counts the bytes taken from a file, so that progress can be told before its end is seen. */
final class CountedInput extends FilterInputStream {

  private final long size;
  private volatile long taken;

  private CountedInput(InputStream in, long size) {
    super(in);
    this.size = size;
  }

  static CountedInput open(Path file) throws IOException {
    return new CountedInput(
        Files.newInputStream(file), Files.isRegularFile(file) ? Files.size(file) : 0);
  }

  /** NaN for what has no size: a pipe. */
  double fraction() {
    return size == 0 ? Double.NaN : Math.min(1, (double) taken / size);
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    count(value < 0 ? 0 : 1);
    return value;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = super.read(bytes, offset, length);
    count(Math.max(0, read));
    return read;
  }

  // One thread reads, others look.
  @SuppressWarnings("NonAtomicVolatileUpdate")
  private void count(int bytes) {
    taken += bytes;
  }
}
