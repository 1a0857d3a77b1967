package io.molspectra.library;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Several libraries one after the other, each opened when it is its turn. */
public final class LibrarySequence implements LibraryReader {

  private final List<Path> files;
  private final LibraryFiles.Opener opener;
  private int opened;
  private long rowsBefore;
  private long rows;
  private @Nullable LibraryReader current;

  /**
   * @param files in order
   */
  public LibrarySequence(List<Path> files, LibraryFiles.Opener opener) {
    this.files = List.copyOf(files);
    this.opener = opener;
  }

  @Override
  public boolean hasNext() {
    try {
      while (current == null || !current.hasNext()) {
        if (current != null) {
          current.close();
          current = null;
          rowsBefore += rows;
          rows = 0;
        }
        if (opened == files.size()) {
          return false;
        }
        current = opener.open(files.get(opened));
        opened++;
      }
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public LibraryRow next() {
    if (!hasNext() || current == null) {
      throw new NoSuchElementException("there are no more rows");
    }
    rows++;
    return current.next();
  }

  /** Files that are not opened yet count as much as those that are. */
  @Override
  public double expectedRows() {
    LibraryReader reader = current;
    if (reader == null) {
      return opened == files.size() ? rowsBefore : Double.NaN;
    }
    return (rowsBefore + reader.expectedRows()) * files.size() / opened;
  }

  @Override
  public void close() throws IOException {
    opened = files.size();
    if (current != null) {
      current.close();
      current = null;
    }
  }
}
