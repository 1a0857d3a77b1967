package io.molspectra.molecule;

import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Reads parts, files of a folder or entries of an archive, one after another. */
abstract class PartedReader implements MoleculeReader {

  private final String source;
  private Part part = Part.of(List.of());
  private boolean finished;

  PartedReader(String source) {
    this.source = source;
  }

  /** The records of a part, and what to close after them. */
  record Part(Iterator<MoleculeRecord> records, Closeable toClose) {

    static Part of(MoleculeReader reader) {
      return new Part(reader, reader);
    }

    static Part of(List<MoleculeRecord> records) {
      return new Part(records.iterator(), () -> {});
    }
  }

  /**
   * The next part, or null after the last; called when the part before has been read and closed.
   */
  abstract @Nullable Part nextPart();

  final String source() {
    return source;
  }

  @Override
  public final boolean hasNext() {
    while (!finished && !part.records().hasNext()) {
      closePart();
      Part following = nextPart();
      finished = following == null;
      part = following == null ? Part.of(List.of()) : following;
    }
    return !finished;
  }

  @Override
  public final MoleculeRecord next() {
    if (!hasNext()) {
      throw new NoSuchElementException(source + " has no more records");
    }
    return part.records().next();
  }

  @Override
  public void close() throws IOException {
    finished = true;
    part.toClose().close();
  }

  private void closePart() {
    try {
      part.toClose().close();
    } catch (IOException readToItsEnd) {
      // All its records are out: a file that fails to close cost nothing.
      part = Part.of(List.of());
    }
  }
}
