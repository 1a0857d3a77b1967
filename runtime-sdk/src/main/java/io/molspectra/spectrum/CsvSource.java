package io.molspectra.spectrum;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import io.molspectra.file.GzipInput;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Records of a CSV file, compressed if its name ends in .gz, one at a time. */
final class CsvSource implements Closeable {

  /** FastCSV's own limit, 16,384, is near the 10,000 points of an NMR spectrum. */
  private static final int MOST_CELLS = 1 << 20;

  /** A character that is in no text. */
  private static final char NO_QUOTE = '\uffff';

  private static final String CURE = "; it was cut or damaged, copy or download it again";

  private final Path file;
  private final CloseableIterator<CsvRecord> records;

  private CsvSource(Path file, CloseableIterator<CsvRecord> records) {
    this.file = file;
    this.records = records;
  }

  /** Opens a file whose cells may be quoted and then hold commas and line breaks. */
  static CsvSource open(Path file) throws IOException {
    return open(file, '"');
  }

  /**
   * Opens a table of numbers. Quotes part nothing in it, so that a stray one spoils its own line
   * and does not swallow those behind it; cells keep their quotes.
   */
  static CsvSource openNumbers(Path file) throws IOException {
    return open(file, NO_QUOTE);
  }

  private static CsvSource open(Path file, char quote) throws IOException {
    InputStream bytes = Files.newInputStream(file);
    try {
      InputStream text = isCompressed(file) ? GzipInput.open(bytes) : bytes;
      return new CsvSource(
          file,
          CsvReader.builder()
              .quoteCharacter(quote)
              .allowExtraFields(true)
              .allowMissingFields(true)
              .detectBomHeader(true)
              .build(
                  CsvRecordHandler.builder().maxFields(MOST_CELLS).build(),
                  text,
                  StandardCharsets.UTF_8)
              .iterator());
    } catch (ZipException | EOFException e) {
      bytes.close();
      throw damaged(file, "does not hold what .gz in its name promises: " + e.getMessage(), e);
    } catch (IOException | RuntimeException e) {
      bytes.close();
      throw e;
    }
  }

  static boolean isCompressed(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
  }

  /**
   * The next record, or null at the end.
   *
   * @throws SpectraException with {@link SpectraException.Problem#DAMAGED_FILE}
   */
  @Nullable CsvRecord next() {
    try {
      return records.hasNext() ? records.next() : null;
    } catch (CsvParseException | UncheckedIOException e) {
      Throwable cause = e.getCause();
      boolean damage =
          !(cause instanceof IOException)
              || cause instanceof ZipException
              || cause instanceof EOFException;
      if (damage) {
        throw damaged(
            file,
            "breaks off: " + (cause == null ? e.getMessage() : e.getMessage() + ", " + cause),
            e);
      }
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    records.close();
  }

  private static SpectraException damaged(Path file, String fault, Exception cause) {
    return new SpectraException(
        SpectraException.Problem.DAMAGED_FILE, file + " " + fault + CURE, cause);
  }
}
