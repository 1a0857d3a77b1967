package io.molspectra.library;

import io.molspectra.molecule.MoleculeReader;
import io.molspectra.molecule.MoleculeReaders;
import io.molspectra.molecule.MoleculeRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Rows of whatever {@link MoleculeReaders} reads. */
final class StructureFile implements LibraryReader {

  private final MoleculeReader reader;
  private final @Nullable CountedInput input;
  private volatile long rows;

  private StructureFile(MoleculeReader reader, @Nullable CountedInput input) {
    this.reader = reader;
    this.input = input;
  }

  static StructureFile open(Path file) throws IOException {
    if (file.toString().toLowerCase(Locale.ROOT).endsWith(".npz")) {
      return new StructureFile(MoleculeReaders.open(file), null);
    }
    CountedInput input = CountedInput.open(file);
    try {
      return new StructureFile(
          MoleculeReaders.open(input, file.toString(), LibraryFiles::isTable), input);
    } catch (RuntimeException e) {
      input.close();
      throw e;
    }
  }

  @Override
  public boolean hasNext() {
    return reader.hasNext();
  }

  // One thread reads, others look.
  @SuppressWarnings("NonAtomicVolatileUpdate")
  @Override
  public LibraryRow next() {
    LibraryRow row = row(reader.next());
    rows++;
    return row;
  }

  static LibraryRow row(MoleculeRecord record) {
    if (record instanceof MoleculeRecord.Parsed read) {
      return new LibraryRow.Structure(read.source(), read.record(), read.line(), read.molecule());
    }
    MoleculeRecord.Rejected bad = (MoleculeRecord.Rejected) record;
    return new LibraryRow.Unreadable(
        bad.source(), bad.record(), bad.line(), bad.id(), bad.reason().name(), bad.message());
  }

  /** As many to a byte as so far. */
  @Override
  public double expectedRows() {
    return input == null ? Double.NaN : rows / input.fraction();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
