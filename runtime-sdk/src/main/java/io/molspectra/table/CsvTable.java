package io.molspectra.table;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.molspectra.file.AtomicFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a CSV table (RFC 4180, UTF-8, line feeds; compressed if the name ends in .gz), row by row
 * in constant memory. Numbers are written with as many digits as they need to be read again
 * exactly, NaN and infinity as {@code NaN} and {@code Infinity}. The file appears under its name
 * when {@link #commit()} is called; closing without it leaves what was there.
 */
public final class CsvTable implements Closeable {

  private final AtomicFile file;
  private final CsvWriter csv;
  private final int columns;

  private CsvTable(AtomicFile file, CsvWriter csv, int columns) {
    this.file = file;
    this.csv = csv;
    this.columns = columns;
  }

  /**
   * Begins a table and writes its header.
   *
   * @param columns names of the columns, all different
   * @throws IllegalArgumentException if there is no column or a name occurs twice
   * @throws IOException if the file cannot be written
   */
  public static CsvTable create(Path target, List<String> columns) throws IOException {
    if (columns.isEmpty() || new HashSet<>(columns).size() != columns.size()) {
      throw new IllegalArgumentException("columns must be there and differ: " + columns);
    }
    AtomicFile file = AtomicFile.create(target);
    try {
      boolean gzip = target.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
      OutputStream bytes = gzip ? new GZIPOutputStream(file.stream(), 1 << 16) : file.stream();
      CsvWriter csv =
          CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(bytes, StandardCharsets.UTF_8);
      csv.writeRecord(columns);
      return new CsvTable(file, csv, columns.size());
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** Names a column for each of a number of values: embedding_0, embedding_1, ... */
  public static List<String> numbered(String name, int count) {
    List<String> names = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      names.add(name + "_" + i);
    }
    return names;
  }

  /**
   * Writes a row.
   *
   * @param cells text, numbers or truth values; float[] and double[] fill as many cells as they
   *     have values
   * @throws IllegalArgumentException if the number of cells is not that of the columns, or for
   *     other types
   */
  public void row(Object... cells) throws IOException {
    List<String> row = new ArrayList<>(columns);
    for (Object cell : cells) {
      append(row, cell);
    }
    if (row.size() != columns) {
      throw new IllegalArgumentException(
          "a row of %d cells in a table of %d columns: %s".formatted(row.size(), columns, row));
    }
    try {
      csv.writeRecord(row);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * Publishes the table.
   *
   * @throws IOException if it cannot be written out
   */
  public void commit() throws IOException {
    csv.close();
    file.commit();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private static void append(List<String> row, Object cell) {
    if (cell instanceof float[] floats) {
      for (float value : floats) {
        row.add(Float.toString(value));
      }
    } else if (cell instanceof double[] doubles) {
      for (double value : doubles) {
        row.add(Double.toString(value));
      }
    } else if (cell instanceof String || cell instanceof Number || cell instanceof Boolean) {
      row.add(cell.toString());
    } else {
      throw new IllegalArgumentException("no cell of a table: " + cell.getClass().getName());
    }
  }
}
