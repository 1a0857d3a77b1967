package io.molspectra.library;

import io.molspectra.molecule.SmilesReader;
import io.molspectra.molecule.SmilesRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Rows of a file of SMILES, a line each. */
final class SmilesFile implements LibraryReader {

  private final String source;
  private final LineCount count;
  private final SmilesReader reader;

  private SmilesFile(String source, LineCount count, SmilesReader reader) {
    this.source = source;
    this.count = count;
    this.reader = reader;
  }

  static SmilesFile open(Path file) throws IOException {
    return new SmilesFile(
        file.toString(),
        new LineCount(file),
        new SmilesReader(Files.newInputStream(file), LibraryFiles.isGzip(file)));
  }

  @Override
  public boolean hasNext() {
    return reader.hasNext();
  }

  @Override
  public LibraryRow next() {
    SmilesRecord record = reader.next();
    if (record instanceof SmilesRecord.Read read) {
      return new LibraryRow.Smiles(source, read.line(), read.line(), read.id(), read.smiles());
    }
    SmilesRecord.Rejected bad = (SmilesRecord.Rejected) record;
    return new LibraryRow.Unreadable(
        source, bad.line(), bad.line(), "", bad.reason().name(), bad.message());
  }

  @Override
  public double expectedRows() {
    return count.lines();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
