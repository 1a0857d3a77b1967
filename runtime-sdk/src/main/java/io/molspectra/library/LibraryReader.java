package io.molspectra.library;

import java.io.Closeable;
import java.util.Iterator;

/**
 * Streams the rows of a library in order. Damaged content is a {@link LibraryRow.Unreadable}, not
 * an exception; {@link java.io.UncheckedIOException} is thrown if a file cannot be opened.
 */
public interface LibraryReader extends Iterator<LibraryRow>, Closeable {

  /** How much has been read, from 0 to 1; NaN if that cannot be told. */
  double fraction();
}
