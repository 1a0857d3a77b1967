package io.molspectra.library;

import io.molspectra.file.GzipInput;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The text of a table, compressed if its name ends in .gz. It remembers how the text ends: in a
 * quote that was opened and never closed all rows behind it become one cell, and a parser that
 * forgives that loses them.
 */
final class TableInput extends FilterInputStream {

  private int quotes;
  private boolean lineEnded;

  private TableInput(InputStream text) {
    super(text);
  }

  /**
   * Opens a file.
   *
   * @throws IOException naming the file, if its name and its content disagree on gzip
   */
  static TableInput open(Path file) throws IOException {
    PushbackInputStream bytes = new PushbackInputStream(Files.newInputStream(file), 2);
    try {
      byte[] magic = bytes.readNBytes(2);
      bytes.unread(magic);
      boolean gzip = magic.length == 2 && magic[0] == 0x1f && magic[1] == (byte) 0x8b;
      if (gzip == LibraryFiles.isGzip(file)) {
        return new TableInput(gzip ? GzipInput.open(bytes) : bytes);
      }
      throw new IOException(
          gzip
              ? "the content is gzip-compressed; give the file a name that ends in .gz"
              : "the name ends in .gz but the content is not gzip; drop the .gz or compress it");
    } catch (IOException e) {
      bytes.close();
      throw new IOException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Whether the last character but line ends is a quote, and not one of a pair. */
  boolean endsInQuote() {
    return quotes % 2 == 1;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = super.read(bytes, offset, length);
    for (int at = offset; at < offset + count; at++) {
      byte b = bytes[at];
      if (b == '\n' || b == '\r') {
        lineEnded = true;
      } else {
        quotes = b != '"' ? 0 : lineEnded ? 1 : quotes + 1;
        lineEnded = false;
      }
    }
    return count;
  }
}
