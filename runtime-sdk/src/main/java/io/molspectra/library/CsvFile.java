package io.molspectra.library;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a table (comma or, in .tsv, tab between cells) with a column of SMILES. Lines that are
 * blank are no rows.
 */
final class CsvFile implements LibraryReader {

  private static final int MAX_ID = 1000;

  private final String source;
  private final InputStream input;
  private final LineCount count;
  private final CloseableIterator<CsvRecord> records;
  private final int width;
  private final SmilesColumns.Places places;
  private long record;
  private @Nullable LibraryRow next;
  private boolean finished;

  private CsvFile(
      String source,
      InputStream input,
      LineCount count,
      CloseableIterator<CsvRecord> records,
      int width,
      SmilesColumns.Places places) {
    this.source = source;
    this.input = input;
    this.count = count;
    this.records = records;
    this.width = width;
    this.places = places;
  }

  static CsvFile open(Path file, SmilesColumns columns) throws IOException {
    InputStream input = Files.newInputStream(file);
    try {
      InputStream text = LibraryFiles.isGzip(file) ? new GZIPInputStream(input, 1 << 16) : input;
      boolean tabs = file.toString().toLowerCase(Locale.ROOT).contains(".tsv");
      CloseableIterator<CsvRecord> records =
          CsvReader.builder()
              .fieldSeparator(tabs ? '\t' : ',')
              .allowExtraFields(true)
              .allowMissingFields(true)
              .detectBomHeader(true)
              .ofCsvRecord(text, StandardCharsets.UTF_8)
              .iterator();
      if (!records.hasNext()) {
        throw new IllegalArgumentException(file + " is empty: expected a header and rows");
      }
      List<String> header = records.next().getFields();
      return new CsvFile(
          file.toString(),
          input,
          new LineCount(file),
          records,
          header.size(),
          columns.in(file, header));
    } catch (IOException | RuntimeException e) {
      input.close();
      if (e instanceof CsvParseException || e instanceof UncheckedIOException) {
        throw new IOException(file + " cannot be read: " + reason((RuntimeException) e), e);
      }
      throw e;
    }
  }

  @Override
  public boolean hasNext() {
    if (next == null && !finished) {
      next = advance();
      finished |= next == null;
    }
    return next != null;
  }

  @Override
  public LibraryRow next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException(source + " has no more rows");
    }
    LibraryRow row = next;
    next = null;
    return row;
  }

  private @Nullable LibraryRow advance() {
    CsvRecord read;
    try {
      if (!records.hasNext()) {
        return null;
      }
      read = records.next();
    } catch (CsvParseException | UncheckedIOException e) {
      // What follows cannot be told apart from what is broken.
      finished = true;
      record++;
      return bad(0, "TRUNCATED", reason(e) + "; nothing behind it is read, mend the file");
    }
    record++;
    long line = read.getStartingLineNumber();
    if (read.getFieldCount() != width) {
      return bad(
          line,
          "SYNTAX",
          "%d cells where the header has %d; a cell with a comma needs quotes"
              .formatted(read.getFieldCount(), width));
    }
    String smiles = read.getField(places.smiles()).strip();
    String named = places.id() < 0 ? "" : read.getField(places.id()).strip();
    String id = named.isEmpty() ? Long.toString(record) : named;
    if (id.length() > MAX_ID) {
      return bad(line, "SYNTAX", "a name of %d characters".formatted(id.length()));
    }
    return new LibraryRow.Smiles(source, record, id, smiles);
  }

  private LibraryRow bad(long line, String reason, String message) {
    return new LibraryRow.Unreadable(source, record, line, "", reason, message);
  }

  private static String reason(RuntimeException e) {
    Throwable cause = e.getCause();
    return cause == null ? String.valueOf(e.getMessage()) : e.getMessage() + ": " + cause;
  }

  @Override
  public double expectedRows() {
    return count.lines() - 1;
  }

  @Override
  public void close() throws IOException {
    finished = true;
    records.close();
    input.close();
  }
}
