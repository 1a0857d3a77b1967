package io.molspectra.trainer.label;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.molspectra.file.GzipInput;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file of labels, compressed if its name ends in .gz, in memory.
 *
 * @param file it was read from
 * @param targets the columns that were wanted
 * @param rows in the file's order
 */
record LabelTable(Path file, List<LabelLayout.Target> targets, List<Row> rows) {

  /**
   * One row.
   *
   * @param line 1-based
   * @param values one per target, NaN where not known; meaningless if there is a fault
   * @param fault why the row cannot be used, or null
   */
  record Row(String id, long line, double[] values, @Nullable LabelReject fault) {}

  /**
   * Reads a file.
   *
   * @throws LabelException if its compression or its text is damaged, or a column is missing
   */
  static LabelTable read(Path file, LabelLayout.Chooser chooser) throws IOException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString(), null, "there is no such table of labels");
    }
    try (InputStream bytes = Files.newInputStream(file);
        InputStream text = isCompressed(file) ? GzipInput.open(bytes) : bytes;
        CsvReader<CsvRecord> reader =
            CsvReader.builder()
                .allowExtraFields(true)
                .allowMissingFields(true)
                .detectBomHeader(true)
                .ofCsvRecord(text, StandardCharsets.UTF_8)) {
      return read(file, reader, chooser);
    } catch (CsvParseException | UncheckedIOException e) {
      throw damaged(file, e);
    } catch (ZipException | EOFException e) {
      throw damaged(file, e);
    }
  }

  private static LabelTable read(
      Path file, CsvReader<CsvRecord> reader, LabelLayout.Chooser chooser) {
    LabelLayout layout = null;
    int width = 0;
    List<Row> rows = new ArrayList<>();
    for (CsvRecord cells : reader) {
      if (layout == null) {
        layout = chooser.choose(file, cells.getFields());
        width = cells.getFieldCount();
      } else {
        rows.add(row(file, layout, width, cells, rows.size() + 1));
      }
    }
    if (layout == null) {
      throw new LabelException(
          LabelException.Problem.DAMAGED_FILE,
          file + " is empty; a header and a row for each molecule are expected");
    }
    return new LabelTable(file, layout.targets(), rows);
  }

  private static Row row(Path file, LabelLayout layout, int width, CsvRecord cells, int number) {
    long line = cells.getStartingLineNumber();
    String id = layout.id() < cells.getFieldCount() ? cells.getField(layout.id()).strip() : "";
    double[] values = new double[layout.targets().size()];
    if (cells.getFieldCount() < width) {
      String message =
          "row of %d cells, the header has %d; was the file cut?"
              .formatted(cells.getFieldCount(), width);
      return new Row(
          id, line, values, reject(file, number, line, LabelRejectReason.SHORT_ROW, message));
    }
    for (int i = 0; i < values.length; i++) {
      LabelLayout.Target target = layout.targets().get(i);
      String cell = cells.getField(target.column());
      try {
        values[i] =
            LabelNumber.isUnknown(cell) ? Double.NaN : LabelNumber.parse(cell) * target.factor();
      } catch (NumberFormatException e) {
        String message = "%s of %s is \"%s\", no number".formatted(target.name(), id, cell);
        return new Row(
            id, line, values, reject(file, number, line, LabelRejectReason.NOT_A_NUMBER, message));
      }
      if (Math.abs(values[i]) > Float.MAX_VALUE) {
        String message =
            "%s of %s is %s, beyond what a network's float32 holds"
                .formatted(target.name(), id, cell);
        return new Row(
            id, line, values, reject(file, number, line, LabelRejectReason.NON_FINITE, message));
      }
    }
    return new Row(id, line, values, null);
  }

  private static LabelReject reject(
      Path file, long record, long line, LabelRejectReason reason, String message) {
    return new LabelReject(file.toString(), record, line, reason, message);
  }

  private static boolean isCompressed(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
  }

  private static LabelException damaged(Path file, Exception cause) {
    Throwable reason = cause.getCause() == null ? cause : cause.getCause();
    return new LabelException(
        LabelException.Problem.DAMAGED_FILE,
        "%s breaks off or is no CSV: %s; copy or download it again"
            .formatted(file, reason.getMessage()),
        cause);
  }
}
