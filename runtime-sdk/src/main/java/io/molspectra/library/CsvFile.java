package io.molspectra.library;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a table (comma or, in .tsv, tab between cells) with a column of SMILES. Lines that are
 * blank are no rows.
 */
final class CsvFile implements LibraryReader {

  private static final int MAX_ID = 1000;

  private final String source;
  private final TableInput input;
  private final LineCount count;
  private final CloseableIterator<CsvRecord> records;
  private final int width;
  private final SmilesColumns.Places places;
  private long record;
  private long lineAfter;
  private @Nullable LibraryRow next;
  private boolean finished;

  private CsvFile(
      String source,
      TableInput input,
      LineCount count,
      CloseableIterator<CsvRecord> records,
      CsvRecord header,
      SmilesColumns.Places places) {
    this.source = source;
    this.input = input;
    this.count = count;
    this.records = records;
    this.width = header.getFieldCount();
    this.lineAfter = lineAfter(header);
    this.places = places;
  }

  static CsvFile open(Path file, SmilesColumns columns) throws IOException {
    TableInput input = TableInput.open(file);
    try {
      boolean tabs = file.toString().toLowerCase(Locale.ROOT).contains(".tsv");
      CloseableIterator<CsvRecord> records =
          CsvReader.builder()
              .fieldSeparator(tabs ? '\t' : ',')
              .allowExtraFields(true)
              .allowMissingFields(true)
              .detectBomHeader(true)
              .ofCsvRecord(input, StandardCharsets.UTF_8)
              .iterator();
      if (!records.hasNext()) {
        throw new IllegalArgumentException(file + " is empty: expected a header and rows");
      }
      CsvRecord header = records.next();
      return new CsvFile(
          file.toString(),
          input,
          new LineCount(file),
          records,
          header,
          columns.in(file, header.getFields()));
    } catch (CsvParseException | UncheckedIOException e) {
      input.close();
      throw new IOException(file + " cannot be read: " + reason(e), e);
    } catch (RuntimeException e) {
      input.close();
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
    boolean unclosed;
    try {
      if (!records.hasNext()) {
        return record > 0 ? null : empty();
      }
      read = records.next();
      unclosed = isUnclosed(read);
    } catch (CsvParseException | UncheckedIOException e) {
      // What follows cannot be told apart from what is broken.
      finished = true;
      record++;
      return bad(lineAfter, "TRUNCATED", reason(e) + "; nothing behind it is read, mend the file");
    }
    record++;
    long line = read.getStartingLineNumber();
    lineAfter = lineAfter(read);
    if (unclosed) {
      return bad(
          line,
          "SYNTAX",
          "a quote is opened and never closed: the %d lines from here to the end of the file are"
                  .formatted(lineAfter - line)
              + " one row, of which nothing is read; close the quote or drop it");
    }
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
    if (!isText(id) || !isText(smiles)) {
      return bad(
          line,
          "ENCODING",
          "SMILES or name holds bytes that are no text; the file is damaged, binary, or not UTF-8"
              + " (convert it with iconv)");
    }
    return new LibraryRow.Smiles(source, record, line, id, smiles);
  }

  private LibraryRow empty() {
    record++;
    return bad(0, "EMPTY_FILE", "no row in it but the header");
  }

  /** Whether the text ends inside a quote that this row opened. */
  private boolean isUnclosed(CsvRecord read) {
    String last = read.getField(read.getFieldCount() - 1);
    return lineEnds(last) > 0 && !records.hasNext() && !input.endsInQuote();
  }

  private static long lineAfter(CsvRecord read) {
    return read.getStartingLineNumber()
        + read.getFields().stream().mapToLong(CsvFile::lineEnds).sum()
        + 1;
  }

  private static long lineEnds(String cell) {
    return cell.chars().filter(c -> c == '\n').count();
  }

  /** Whether there are no controls but line ends and tabs, and nothing that was no UTF-8. */
  private static boolean isText(String cell) {
    return cell.chars()
        .noneMatch(c -> c == 0xfffd || (c < 0x20 && c != '\t' && c != '\n' && c != '\r'));
  }

  private LibraryRow bad(long line, String reason, String message) {
    return new LibraryRow.Unreadable(source, record, line, "", reason, message);
  }

  private static String reason(RuntimeException e) {
    Throwable cause = e.getCause();
    String why = cause == null || cause.getMessage() == null ? "" : ": " + cause.getMessage();
    return e.getMessage() + why;
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
