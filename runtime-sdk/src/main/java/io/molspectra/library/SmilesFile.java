package io.molspectra.library;

import io.molspectra.molecule.SmilesReader;
import io.molspectra.molecule.SmilesRecord;
import java.io.IOException;
import java.nio.file.Path;

/** Rows of a file of SMILES, a line each. */
final class SmilesFile implements LibraryReader {

  private final String source;
  private final CountedInput input;
  private final SmilesReader reader;

  private SmilesFile(String source, CountedInput input, SmilesReader reader) {
    this.source = source;
    this.input = input;
    this.reader = reader;
  }

  static SmilesFile open(Path file) throws IOException {
    CountedInput input = CountedInput.open(file);
    return new SmilesFile(
        file.toString(), input, new SmilesReader(input, LibraryFiles.isGzip(file)));
  }

  @Override
  public boolean hasNext() {
    return reader.hasNext();
  }

  @Override
  public LibraryRow next() {
    SmilesRecord record = reader.next();
    if (record instanceof SmilesRecord.Read read) {
      return new LibraryRow.Smiles(source, read.line(), read.id(), read.smiles());
    }
    SmilesRecord.Rejected bad = (SmilesRecord.Rejected) record;
    return new LibraryRow.Unreadable(
        source, bad.line(), bad.line(), "", bad.reason().name(), bad.message());
  }

  @Override
  public double fraction() {
    return input.fraction();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
