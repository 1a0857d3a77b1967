package io.molspectra.library;

import io.molspectra.molecule.MoleculeReader;
import io.molspectra.molecule.MoleculeReaders;
import io.molspectra.molecule.MoleculeRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Rows of all files of a folder. The reader of molecules says where in their order a table stands,
 * and the rows of the table take the place of what it says.
 */
final class FolderLibrary implements LibraryReader {

  private final MoleculeReader reader;
  private final Predicate<Path> tables;
  private final LibraryFiles.Opener opener;
  private @Nullable LibraryReader table;
  private @Nullable LibraryRow next;

  private FolderLibrary(MoleculeReader reader, Predicate<Path> tables, LibraryFiles.Opener opener) {
    this.reader = reader;
    this.tables = tables;
    this.opener = opener;
  }

  static FolderLibrary open(Path folder, Predicate<Path> tables, LibraryFiles.Opener opener)
      throws IOException {
    return new FolderLibrary(
        MoleculeReaders.open(folder, name -> tables.test(Path.of(name))), tables, opener);
  }

  @Override
  public boolean hasNext() {
    if (next == null) {
      next = advance();
    }
    return next != null;
  }

  @Override
  public LibraryRow next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException("the folder has no more rows");
    }
    LibraryRow row = next;
    next = null;
    return row;
  }

  private @Nullable LibraryRow advance() {
    while (true) {
      if (table != null && table.hasNext()) {
        return table.next();
      }
      closeTable();
      if (!reader.hasNext()) {
        return null;
      }
      MoleculeRecord record = reader.next();
      if (!(record instanceof MoleculeRecord.Rejected bad) || !isTable(bad.source())) {
        return StructureFile.row(record);
      }
      try {
        table = opener.open(Path.of(bad.source()));
      } catch (IOException | IllegalArgumentException e) {
        return new LibraryRow.Unreadable(
            bad.source(), 1, 0, "", bad.reason().name(), "cannot be opened: " + e.getMessage());
      }
    }
  }

  /** No molecule file has the name of a table: what is rejected of one is the table itself. */
  private boolean isTable(String source) {
    return !MoleculeReaders.reads(Path.of(source)) && tables.test(Path.of(source));
  }

  private void closeTable() {
    try {
      if (table != null) {
        table.close();
      }
    } catch (IOException readToItsEnd) {
      // All its rows are out: a file that fails to close cost nothing.
    } finally {
      table = null;
    }
  }

  @Override
  public double expectedRows() {
    return Double.NaN;
  }

  @Override
  public void close() throws IOException {
    closeTable();
    next = null;
    reader.close();
  }
}
