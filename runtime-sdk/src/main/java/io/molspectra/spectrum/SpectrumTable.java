package io.molspectra.spectrum;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.molspectra.spectrum.SpectraException.Problem;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** One file of a folder of tables: the spectra of one kind, a row a molecule, streamed. */
final class SpectrumTable implements Closeable {

  private final Path file;
  private final SpectrumKind kind;
  private final SpectralUnit unit;
  private final CsvSource csv;
  private final TableHeader header;
  private final Resampler resampler;
  private final boolean backwards;
  private @Nullable CsvRecord record;
  private long row = -1;
  private long rows;

  private SpectrumTable(
      Path file, SpectrumKind kind, CsvSource csv, TableHeader header, Resampler resampler) {
    this.file = file;
    this.kind = kind;
    this.unit = unitOf(kind.name(), kind.grid().unit());
    this.csv = csv;
    this.header = header;
    this.resampler = resampler;
    this.backwards = header.descending() != UnitConversion.reverses(unit, kind.grid().unit());
  }

  /**
   * Opens a file and goes to its first row.
   *
   * @throws SpectraException if it is empty or damaged, or its points do not cover the kind's grid
   */
  static SpectrumTable open(Path file, SpectrumKind kind) throws IOException {
    CsvSource csv = CsvSource.openNumbers(file);
    try {
      TableHeader header = header(file, csv);
      SpectrumTable table =
          new SpectrumTable(file, kind, csv, header, resampler(file, kind, header));
      table.advance();
      return table;
    } catch (RuntimeException e) {
      csv.close();
      throw e;
    }
  }

  /** The grid of a file's header, in the unit such files have. */
  static SpectrumGrid grid(Path file, String kind) throws IOException {
    try (CsvSource csv = CsvSource.openNumbers(file)) {
      return header(file, csv).grid(file, usualUnitOf(kind));
    }
  }

  Path file() {
    return file;
  }

  String kind() {
    return kind.name();
  }

  /** Number of the row at hand, {@link Long#MAX_VALUE} after the last. */
  long row() {
    return record == null ? Long.MAX_VALUE : row;
  }

  /** Number of the row at hand or, after the last, of that one; -1 if there was none. */
  long lastRow() {
    return row;
  }

  /** Line of the row at hand, 0 after the last. */
  long line() {
    return record == null ? 0 : record.getStartingLineNumber();
  }

  /** Rows met so far, the one at hand among them. */
  long rows() {
    return rows;
  }

  /**
   * Goes to the next row.
   *
   * @throws SpectraException if row numbers do not ascend or the file is damaged
   */
  void advance() {
    long previousLine = line();
    record = csv.next();
    if (record == null) {
      return;
    }
    row = RowNumbers.next(file, record, 0, row, previousLine);
    rows++;
  }

  /**
   * Intensities of the row at hand on the kind's grid, or null if all its cells are empty: the
   * molecule has no such spectrum.
   */
  float @Nullable [] intensities() throws SpectrumFault {
    CsvRecord at = record;
    if (at == null) {
      throw new IllegalStateException("no row at hand");
    }
    int n = header.points().length;
    if (isAbsent(at)) {
      return null;
    }
    if (at.getFieldCount() - 1 != n) {
      throw new SpectrumFault(
          SpectrumRejectReason.MISSING_POINTS,
          line(),
          "row has %d intensities, the header %d points".formatted(at.getFieldCount() - 1, n));
    }
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      int point = header.descending() ? n - 1 - i : i;
      values[backwards ? n - 1 - i : i] =
          Cell.intensity(
              at.getField(i + 1),
              line(),
              () -> (float) header.points()[point] + " " + unit.symbol());
    }
    return resampler.identical() ? values : resampler.apply(widened(values));
  }

  @Override
  public void close() throws IOException {
    csv.close();
  }

  /** Unit of the points in a table, which the file itself does not tell. */
  static SpectralUnit unitOf(String kind, SpectralUnit otherwise) {
    return switch (kind) {
      case "uv" -> SpectralUnit.ELECTRONVOLT;
      case "ir", "raman" -> SpectralUnit.WAVENUMBER;
      default -> otherwise;
    };
  }

  /** The same where no model tells either. */
  private static SpectralUnit usualUnitOf(String kind) {
    if (kind.contains("nmr")) {
      return SpectralUnit.PPM;
    }
    return unitOf(
        kind, kind.startsWith("ms") ? SpectralUnit.MASS_TO_CHARGE : SpectralUnit.WAVENUMBER);
  }

  private static TableHeader header(Path file, CsvSource csv) {
    CsvRecord first = csv.next();
    if (first == null) {
      throw new SpectraException(
          Problem.DAMAGED_FILE, file + " is empty; copy or download it again");
    }
    return TableHeader.of(file, first);
  }

  private static Resampler resampler(Path file, SpectrumKind kind, TableHeader header) {
    SpectrumGrid grid = kind.grid();
    SpectralUnit unit = unitOf(kind.name(), grid.unit());
    try {
      double[] points = UnitConversion.convert(header.points(), unit, grid.unit());
      Resampler resampler = Resampler.of(points, grid);
      if (resampler.covered() == grid.length()) {
        return resampler;
      }
    } catch (SpectrumFault e) {
      throw new SpectraException(Problem.WRONG_GRID, file + ": " + e.text(), e);
    }
    throw new SpectraException(
        Problem.WRONG_GRID,
        "%s has %s, which do not cover the model's grid of %s (%s); give a file that does, or a model on these points"
            .formatted(file, header.describe(unit), kind.name(), grid));
  }

  private static boolean isAbsent(CsvRecord record) {
    if (record.getFieldCount() < 2) {
      return false;
    }
    for (int i = 1; i < record.getFieldCount(); i++) {
      if (!Cell.unquoted(record.getField(i)).isBlank()) {
        return false;
      }
    }
    return true;
  }

  private static double[] widened(float[] values) {
    double[] out = new double[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = values[i];
    }
    return out;
  }
}
