package io.molspectra.molecule;

import io.molspectra.file.GzipInput;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an archive behind their compression. It counts what comes out of the file, remembers
 * the last bytes that were read, since a cut archive shows at its end only, and limits what may be
 * read for the head of an entry.
 */
final class ArchiveInput extends InputStream {

  /** Enough for the end record of a zip with the longest comment. */
  private static final int TAIL = (1 << 16) + 22;

  private final CountedStream file;
  private final InputStream in;
  private final byte[] ring = new byte[TAIL];
  private long total;
  private long allowed = Long.MAX_VALUE;

  private ArchiveInput(CountedStream file, InputStream in) {
    this.file = file;
    this.in = in;
  }

  /**
   * Begins to read.
   *
   * @param name tells the compression
   * @throws RecordFault EMPTY_FILE if there is nothing, ENCODING if the content is of another kind
   *     than the name tells
   */
  static ArchiveInput open(InputStream raw, String name) throws IOException, RecordFault {
    CountedStream file = new CountedStream(raw);
    // Bzip2 takes its bytes one by one.
    InputStream buffered = new BufferedInputStream(file, 1 << 16);
    PushbackInputStream bytes = new PushbackInputStream(buffered, 3);
    byte[] start = bytes.readNBytes(3);
    bytes.unread(start);
    if (start.length == 0) {
      throw new RecordFault(RejectReason.EMPTY_FILE, 0, "the file is empty");
    }
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".gz") || lower.endsWith(".tgz")) {
      requireMagic(start, "\u001f\u008b", "gzip");
      return new ArchiveInput(file, GzipInput.open(bytes));
    }
    if (lower.endsWith("bz2")) {
      requireMagic(start, "BZh", "bzip2");
      return new ArchiveInput(file, new BZip2CompressorInputStream(bytes, true));
    }
    if (lower.endsWith(".zip")) {
      requireMagic(start, "PK", "zip");
    }
    return new ArchiveInput(file, bytes);
  }

  /** Bytes that came out of the file so far, before decompression. */
  long fileBytes() {
    return file.count;
  }

  /** From now on at most so many bytes can be read. */
  void allow(long bytes) {
    allowed = bytes;
  }

  /** Reads and drops what is left, at most so many bytes. */
  void drain(long limit) throws IOException {
    byte[] buffer = new byte[1 << 16];
    for (long left = limit; left > 0; ) {
      int count = read(buffer, 0, (int) Math.min(buffer.length, left));
      if (count < 0) {
        return;
      }
      left -= count;
    }
  }

  /** The last bytes that were read, in their order. */
  byte[] tail() {
    if (total <= TAIL) {
      return Arrays.copyOf(ring, (int) total);
    }
    int split = (int) (total % TAIL);
    byte[] tail = new byte[TAIL];
    System.arraycopy(ring, split, tail, 0, TAIL - split);
    System.arraycopy(ring, 0, tail, TAIL - split, split);
    return tail;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (allowed <= 0) {
      throw new IOException("the head of an entry is larger than any name needs");
    }
    int count;
    try {
      count = in.read(buffer, offset, (int) Math.min(length, allowed));
    } catch (RuntimeException e) {
      // Decompressors index their tables with what damaged bytes say.
      throw new IOException("the compression is damaged (" + e + ")", e);
    }
    if (count > 0) {
      allowed -= allowed == Long.MAX_VALUE ? 0 : count;
      keep(buffer, offset, count);
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private void keep(byte[] buffer, int offset, int count) {
    int from = Math.max(offset, offset + count - TAIL);
    int kept = offset + count - from;
    int at = (int) ((total + from - offset) % TAIL);
    int first = Math.min(kept, TAIL - at);
    System.arraycopy(buffer, from, ring, at, first);
    System.arraycopy(buffer, from + first, ring, 0, kept - first);
    total += count;
  }

  private static void requireMagic(byte[] start, String magic, String kind) throws RecordFault {
    byte[] expected = magic.getBytes(StandardCharsets.ISO_8859_1);
    if (start.length < expected.length
        || !Arrays.equals(Arrays.copyOf(start, expected.length), expected)) {
      throw new RecordFault(
          RejectReason.ENCODING,
          0,
          "the name tells " + kind + " but the content is something else; name it as what it is");
    }
  }

  private static final class CountedStream extends FilterInputStream {
    private long count;

    CountedStream(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      count += value < 0 ? 0 : 1;
      return value;
    }

    @Override
    public int read(byte @Nullable [] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      count += Math.max(read, 0);
      return read;
    }
  }
}
