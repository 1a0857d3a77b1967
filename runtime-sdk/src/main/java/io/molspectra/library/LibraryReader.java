package io.molspectra.library;

import java.io.Closeable;
import java.util.Iterator;

/**
 * Streams the rows of a library in order. Damaged content is a {@link LibraryRow.Unreadable}, not
 * an exception; {@link java.io.UncheckedIOException} is thrown if a file cannot be opened.
 */
public interface LibraryReader extends Iterator<LibraryRow>, Closeable {

  /**
   * How many rows there are in all, exact or as far as can be told; NaN if that cannot be told. May
   * look through the file once.
   */
  double expectedRows();
}
