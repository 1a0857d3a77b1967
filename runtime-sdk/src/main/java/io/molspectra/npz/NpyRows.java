package io.molspectra.npz;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** The rows of an array of numbers, one after another, in bounded memory. */
public final class NpyRows implements Closeable {

  private static final int BLOCK = 1 << 13;

  private final @Nullable NpyHeader header;
  private final @Nullable CheckedInputStream in;
  private final String where;
  private final long crc;
  private final int count;
  private final int width;

  /** Whole rows, and the number of the first of them. */
  private double[] block;

  private int first;
  private int next;

  private NpyRows(
      @Nullable NpyHeader header,
      @Nullable CheckedInputStream in,
      long crc,
      double[] block,
      long[] shape,
      String where) {
    this.header = header;
    this.in = in;
    this.crc = crc;
    this.block = block;
    this.where = where;
    count = (int) shape[0];
    width = count == 0 ? 0 : (int) (NpyArray.elements(shape) / count);
  }

  /** Rows of an array in memory. */
  static NpyRows of(NpyArray array, String where) {
    return new NpyRows(null, null, 0, array.toDoubles(), array.shape(), where);
  }

  /**
   * Rows of an entry.
   *
   * @param entry its bytes from the first on
   * @param crc what all its bytes must sum up to
   */
  static NpyRows of(InputStream entry, NpyHeader header, long crc, String where)
      throws IOException {
    CheckedInputStream in = new CheckedInputStream(entry, new CRC32());
    if (in.readNBytes(header.length()).length < header.length()) {
      throw new NpyFormatException(where + " ends inside its header", new EOFException());
    }
    return new NpyRows(header, in, crc, new double[0], header.shape(), where);
  }

  /** Number of rows. */
  public int count() {
    return count;
  }

  /** Numbers in a row. */
  public int width() {
    return width;
  }

  /**
   * Reads the next row.
   *
   * @param row takes its numbers
   * @return whether there was one
   * @throws IllegalArgumentException if the row is not {@link #width()} long
   * @throws NpyFormatException if the file is damaged; a wrong checksum shows after the last row
   */
  public boolean next(double[] row) throws IOException {
    if (row.length != width) {
      throw new IllegalArgumentException(
          "rows of %s have %d numbers, not %d".formatted(where, width, row.length));
    }
    if (next == count) {
      checkEnd();
      return false;
    }
    if (in != null && header != null && (next - first) * (long) width >= block.length) {
      block = readBlock(in, header);
      first = next;
    }
    System.arraycopy(block, (next - first) * width, row, 0, width);
    next++;
    return true;
  }

  @Override
  public void close() throws IOException {
    if (in != null) {
      in.close();
    }
  }

  private double[] readBlock(InputStream bytes, NpyHeader header) throws IOException {
    int rows = Math.min(count - next, Math.max(1, BLOCK / Math.max(width, 1)));
    try {
      Object values = NpyValues.next(bytes, header, rows * width, where);
      return new NpyArray(header.type(), new long[] {rows, width}, values).toDoubles();
    } catch (ZipException | EOFException e) {
      throw new NpyFormatException(where + " is damaged: " + e.getMessage(), e);
    }
  }

  private void checkEnd() throws IOException {
    try {
      if (in != null && (in.read() >= 0 || in.getChecksum().getValue() != crc)) {
        throw new NpyFormatException(where + " is damaged: its checksum is wrong");
      }
    } catch (ZipException | EOFException e) {
      throw new NpyFormatException(where + " is damaged: " + e.getMessage(), e);
    }
  }
}
