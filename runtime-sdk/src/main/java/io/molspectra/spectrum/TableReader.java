package io.molspectra.spectrum;

import io.molspectra.spectrum.SpectraException.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Merges the tables of a folder by row number; memory is bounded by one row and the index. */
final class TableReader implements SpectraReader {

  private static final long END = Long.MAX_VALUE;

  private final List<SpectrumTable> tables;
  private final @Nullable RowIndex index;
  private int nextEntry;
  private @Nullable SpectraRow ahead;
  private @Nullable SpectraException failure;

  private TableReader(List<SpectrumTable> tables, @Nullable RowIndex index) {
    this.tables = tables;
    this.index = index;
  }

  static TableReader open(Map<SpectrumKind, Path> files, @Nullable Path indexFile)
      throws IOException {
    List<SpectrumTable> tables = new ArrayList<>();
    try {
      for (Map.Entry<SpectrumKind, Path> file : files.entrySet()) {
        tables.add(SpectrumTable.open(file.getValue(), file.getKey()));
      }
      if (tables.stream().allMatch(table -> table.row() == END)) {
        throw new SpectraException(
            Problem.NO_SPECTRA,
            files.values() + " hold a header and no row; copy or download them again");
      }
      return new TableReader(tables, indexFile == null ? null : RowIndex.read(indexFile));
    } catch (IOException | RuntimeException e) {
      close(tables);
      throw e;
    }
  }

  @Override
  public boolean hasNext() {
    if (failure != null) {
      // Going on would pair molecules with others' spectra.
      throw failure;
    }
    if (ahead == null) {
      try {
        ahead = read();
      } catch (SpectraException e) {
        failure = e;
        throw e;
      }
    }
    return ahead != null;
  }

  @Override
  public SpectraRow next() {
    SpectraRow row = hasNext() ? ahead : null;
    if (row == null) {
      throw new NoSuchElementException("the files have no further row");
    }
    ahead = null;
    return row;
  }

  @Override
  public void close() throws IOException {
    close(tables);
  }

  private @Nullable SpectraRow read() {
    long row = indexRow();
    boolean ended = false;
    for (SpectrumTable table : tables) {
      row = Math.min(row, table.row());
      ended |= table.row() == END;
    }
    if (row == END) {
      return null;
    }
    if (ended || (index != null && indexRow() == END)) {
      throw differentEnds();
    }
    String id = Long.toString(row);
    int atoms = -1;
    if (index != null) {
      if (indexRow() != row) {
        throw new SpectraException(
            Problem.ROW_COUNT,
            "%s lacks row %d, which the spectra have, so that no one knows its molecule; add it"
                .formatted(index.file(), row));
      }
      RowIndex.Entry entry = index.entries().get(nextEntry++);
      id = entry.id();
      atoms = entry.atoms();
    }
    Map<String, float[]> intensities = new LinkedHashMap<>();
    List<SpectrumReject> rejects = new ArrayList<>();
    for (SpectrumTable table : tables) {
      take(table, row, intensities, rejects);
    }
    return new SpectraRow(row, id, atoms, intensities, rejects);
  }

  private long indexRow() {
    if (index == null) {
      return END;
    }
    return nextEntry < index.entries().size() ? index.entries().get(nextEntry).row() : END;
  }

  private static void take(
      SpectrumTable table,
      long row,
      Map<String, float[]> intensities,
      List<SpectrumReject> rejects) {
    String file = table.file().toString();
    if (table.row() != row) {
      rejects.add(
          new SpectrumReject(
              file,
              row,
              table.kind(),
              table.line(),
              SpectrumRejectReason.MISSING,
              "row %d is not there; row %d comes in its place".formatted(row, table.row())));
      return;
    }
    try {
      float[] values = table.intensities();
      if (values != null) {
        intensities.put(table.kind(), values);
      }
    } catch (SpectrumFault fault) {
      rejects.add(fault.rejected(file, row, table.kind()));
    }
    table.advance();
  }

  /** Some files have ended, others not: reads these to their ends, to tell how many rows lack. */
  private SpectraException differentEnds() {
    long last = 0;
    List<String> counts = new ArrayList<>();
    if (index != null && !index.entries().isEmpty()) {
      last = index.entries().get(index.entries().size() - 1).row();
      counts.add(count(index.file(), index.entries().size(), last));
    }
    for (SpectrumTable table : tables) {
      while (table.row() != END) {
        table.advance();
      }
      last = Math.max(last, table.lastRow());
      counts.add(count(table.file(), table.rows(), table.lastRow()));
    }
    return new SpectraException(
        Problem.ROW_COUNT,
        ("files that should have the same rows end at different ones: %s. One that ends before row"
                + " %d was probably cut while it was copied or downloaded: get it again, or move it"
                + " away to do without that kind")
            .formatted(String.join(", ", counts), last));
  }

  private static String count(Path file, long rows, long last) {
    return "%s has %d rows, the last %d".formatted(file, rows, last);
  }

  private static void close(List<SpectrumTable> tables) throws IOException {
    IOException failed = null;
    for (SpectrumTable table : tables) {
      try {
        table.close();
      } catch (IOException e) {
        failed = e;
      }
    }
    if (failed != null) {
      throw failed;
    }
  }
}
