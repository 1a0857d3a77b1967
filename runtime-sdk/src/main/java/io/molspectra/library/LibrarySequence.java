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
    return current.next();
  }

  /** Files count alike, whatever their size. */
  @Override
  public double fraction() {
    LibraryReader reader = current;
    if (reader == null) {
      return opened == files.size() ? 1 : 0;
    }
    return (opened - 1 + reader.fraction()) / files.size();
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
