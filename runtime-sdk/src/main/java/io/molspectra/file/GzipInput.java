package io.molspectra.file;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads gzip of one member or, as bgzip writes it, of many, to its end. {@link GZIPInputStream}
 * alone takes what it cannot read behind a member for the end: damage there would lose the rest of
 * a file without a word. Here it is an exception, after all good bytes have come out; zeros, with
 * which tapes and disks pad, are none.
 */
public final class GzipInput extends GZIPInputStream {

  private static final int BUFFER = 1 << 16;
  private static final int TRAILER = 8;

  private boolean checked;

  private GzipInput(InputStream compressed) throws IOException {
    super(new Promising(compressed), BUFFER);
  }

  /**
   * Begins to read.
   *
   * @param compressed closed with the stream
   * @throws ZipException if it does not begin as gzip does
   * @throws EOFException if it ends before its first byte of content could come
   */
  public static GzipInput open(InputStream compressed) throws IOException {
    try {
      return new GzipInput(compressed);
    } catch (EOFException e) {
      throw cut(e);
    }
  }

  /**
   * Reads on.
   *
   * @throws ZipException if the content is damaged, or followed by what is no gzip
   * @throws EOFException if the file was cut
   */
  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count;
    try {
      count = super.read(bytes, offset, length);
    } catch (EOFException e) {
      throw cut(e);
    } catch (ZipException e) {
      // Deflate has no checksum but the one at the end.
      throw new ZipException(e.getMessage() + ": what was read before may be wrong, too");
    }
    if (count < 0 && !checked) {
      checked = true;
      requireEnd();
    }
    return count;
  }

  /** The original may have no message. */
  private static EOFException cut(EOFException original) {
    var named = new EOFException("the compressed content ends early");
    named.initCause(original);
    return named;
  }

  private void requireEnd() throws IOException {
    boolean zeros = true;
    for (int at = len - inf.getRemaining() + TRAILER; at < len; at++) {
      zeros &= buf[at] == 0;
    }
    for (int count = in.read(buf); zeros && count > 0; count = in.read(buf)) {
      for (int at = 0; at < count; at++) {
        zeros &= buf[at] == 0;
      }
    }
    if (!zeros) {
      throw new ZipException("what follows a compressed part is no gzip, and was not read");
    }
  }

  /** A pipe may have nothing at hand and still go on: without this, members are not looked for. */
  private static final class Promising extends FilterInputStream {
    Promising(InputStream in) {
      super(in);
    }

    @Override
    public int available() {
      return 1;
    }
  }
}
