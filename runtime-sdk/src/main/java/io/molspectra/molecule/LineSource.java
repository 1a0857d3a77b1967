package io.molspectra.molecule;

import io.molspectra.file.GzipInput;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Lines of a plain or gzip-compressed stream, with look-ahead. Damage of the stream itself (broken
 * compression, UTF-16, a failing disk) ends the lines and is kept as {@link #failure()}; a last
 * line that the damage cut short is dropped, because half a number is still a number.
 */
final class LineSource implements Closeable {

  /** Longest line kept, in bytes; what is beyond is skipped, so that memory stays bounded. */
  static final int MAX_LENGTH = 1 << 20;

  private final InputStream raw;
  private @Nullable InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private int position;
  private int limit;
  private long number;
  private @Nullable RecordFault failure;
  private final Deque<Line> pushedBack = new ArrayDeque<>();

  /**
   * @param raw the file's bytes; closed with this object
   * @param gzip whether the bytes are expected to be gzip-compressed
   */
  LineSource(InputStream raw, boolean gzip) {
    this.raw = raw;
    try {
      in = decompressed(new PushbackInputStream(raw, 2), gzip);
      skipByteOrderMark();
    } catch (IOException e) {
      broken(e);
    }
  }

  /** The next line, or null at the end of the input or of its readable part. */
  @Nullable Line next() {
    Line line = pushedBack.poll();
    if (line != null) {
      return line;
    }
    int start = position;
    for (int i = position; i < limit; i++) {
      if (buffer[i] == '\n') {
        position = i + 1;
        return line(buffer, start, i - start, false, false);
      }
    }
    return nextAcrossBuffers();
  }

  /** Puts a line back: the next call of {@link #next()} returns it again. */
  void pushBack(Line line) {
    pushedBack.push(line);
  }

  /** What ended the lines before the end of the input, or null if nothing did. */
  @Nullable RecordFault failure() {
    return failure;
  }

  /** The fault of a record in which the lines came to an end. */
  RecordFault truncated(String where) {
    if (failure != null) {
      return new RecordFault(failure.reason(), number, failure.text() + " (" + where + ")");
    }
    return new RecordFault(
        RejectReason.TRUNCATED, number, "the file ends inside a record (" + where + ")");
  }

  @Override
  public void close() throws IOException {
    if (in != null) {
      in.close();
    }
    raw.close();
  }

  private @Nullable Line nextAcrossBuffers() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    boolean cut = false;
    boolean any = false;
    while (position < limit || fill()) {
      any = true;
      int start = position;
      while (position < limit && buffer[position] != '\n') {
        position++;
      }
      int kept = Math.min(position - start, MAX_LENGTH - bytes.size());
      cut |= kept < position - start;
      bytes.write(buffer, start, kept);
      if (position < limit) {
        position++;
        return line(bytes.toByteArray(), 0, bytes.size(), cut, false);
      }
    }
    return any && failure == null ? line(bytes.toByteArray(), 0, bytes.size(), cut, true) : null;
  }

  private Line line(byte[] bytes, int start, int length, boolean cut, boolean last) {
    boolean windows = length > 0 && bytes[start + length - 1] == '\r';
    int kept = windows ? length - 1 : length;
    String text = new String(bytes, start, kept, StandardCharsets.ISO_8859_1);
    return new Line(text, ++number, cut, last);
  }

  private boolean fill() {
    position = 0;
    limit = 0;
    if (in == null || failure != null) {
      return false;
    }
    try {
      limit = Math.max(in.read(buffer, 0, buffer.length), 0);
    } catch (IOException e) {
      broken(e);
    }
    return limit > 0;
  }

  private void broken(IOException e) {
    failure =
        new RecordFault(
            RejectReason.TRUNCATED,
            number,
            "reading stopped early: "
                + e.getMessage()
                + "; the file was cut or damaged,"
                + " copy or download it again");
  }

  private @Nullable InputStream decompressed(PushbackInputStream bytes, boolean gzip)
      throws IOException {
    byte[] magic = bytes.readNBytes(2);
    bytes.unread(magic);
    boolean compressed = magic.length == 2 && magic[0] == 0x1f && magic[1] == (byte) 0x8b;
    if (compressed == gzip || magic.length == 0) {
      return gzip && magic.length > 0 ? GzipInput.open(bytes) : bytes;
    }
    failure =
        new RecordFault(
            RejectReason.ENCODING,
            0,
            gzip
                ? "the name ends in .gz but the content is not gzip; drop the .gz or compress it"
                : "the content is gzip-compressed; give the file a name that ends in .gz");
    return null;
  }

  private void skipByteOrderMark() throws IOException {
    if (in == null) {
      return;
    }
    limit = in.readNBytes(buffer, 0, 3);
    int first = limit > 0 ? buffer[0] & 0xff : 0;
    int second = limit > 1 ? buffer[1] & 0xff : 0;
    if ((first == 0xff && second == 0xfe) || (first == 0xfe && second == 0xff)) {
      limit = 0;
      failure =
          new RecordFault(
              RejectReason.ENCODING, 1, "the file is UTF-16; save it as UTF-8 (or use iconv)");
    } else if (first == 0xef && second == 0xbb && limit == 3 && (buffer[2] & 0xff) == 0xbf) {
      position = 3;
    }
  }
}
