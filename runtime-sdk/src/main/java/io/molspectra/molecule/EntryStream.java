package io.molspectra.molecule;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;

/**
 * The content of one entry of an archive. Closing it does not close the archive. It ends with an
 * error if it grows out of all proportion to what was read of the file: text of molecules shrinks
 * to a tenth, an archive made to do harm to a thousandth or less.
 */
final class EntryStream extends InputStream {

  /** What may come out before the proportion is looked at. */
  static final long FREE = 64L << 20;

  private static final int MAX_EXPANSION = 500;

  /** Buffers that were filled before this entry began. */
  private static final int READ_AHEAD = 1 << 17;

  private final InputStream archive;
  private final ArchiveInput file;
  private final long fileStart;
  private final CRC32 checksum = new CRC32();
  private long total;
  private boolean broken;
  private boolean bomb;

  /**
   * @param archive stands at the first byte of the entry and ends with it
   * @param file what the archive reads from
   */
  EntryStream(InputStream archive, ArchiveInput file) {
    this.archive = archive;
    this.file = file;
    this.fileStart = file.fileBytes();
  }

  /** Whether reading failed. */
  boolean broken() {
    return broken;
  }

  /** Whether reading was given up because of the entry's size. */
  boolean bomb() {
    return bomb;
  }

  /** CRC-32 of what was read. */
  long checksum() {
    return checksum.getValue();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (broken) {
      throw new IOException("the entry could not be read to its end");
    }
    int count;
    try {
      count = archive.read(buffer, offset, length);
    } catch (IOException e) {
      broken = true;
      throw e;
    } catch (RuntimeException e) {
      broken = true;
      throw new IOException("the archive is damaged (" + e + ")", e);
    }
    if (count > 0) {
      checksum.update(buffer, offset, count);
      total += count;
      checkProportion();
    }
    return count;
  }

  private void checkProportion() throws IOException {
    long read = file.fileBytes() - fileStart + READ_AHEAD;
    if (total > FREE && total / MAX_EXPANSION > read) {
      broken = true;
      bomb = true;
      throw new IOException(
          "the entry unpacks to more than %d times its size, which no molecules do; it and the"
                  .formatted(MAX_EXPANSION)
              + " entries after it are not read");
    }
  }
}
