package io.molspectra.spectrum;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.molspectra.spectrum.SpectraException.Problem;
import java.nio.file.Path;

/**
 * The points in the header of a table of spectra.
 *
 * @param points ascending, in the file's unit
 * @param descending whether they stand in the file from back to front
 */
record TableHeader(double[] points, boolean descending) {

  private static final int LEAST_POINTS = 2;

  /**
   * @param header a first cell of any name but a number, then the points
   * @throws SpectraException with {@link Problem#WRONG_GRID}
   */
  static TableHeader of(Path file, CsvRecord header) {
    int n = header.getFieldCount() - 1;
    if (Cell.isNumber(Cell.unquoted(header.getField(0)))) {
      throw wrong(
          file,
          "begins with the point '%s', so that there is no column of row numbers; put one first"
              .formatted(header.getField(0)));
    }
    if (n < LEAST_POINTS) {
      throw wrong(file, "has %d points".formatted(n));
    }
    double[] points = new double[n];
    for (int i = 0; i < n; i++) {
      String cell = Cell.unquoted(header.getField(i + 1));
      if (!Cell.isNumber(cell)) {
        throw wrong(file, "has '%s' in column %d, no number".formatted(cell, i + 2));
      }
      points[i] = Double.parseDouble(cell);
    }
    boolean descending = points[1] < points[0];
    for (int i = 1; i < n; i++) {
      if (descending ? !(points[i] < points[i - 1]) : !(points[i] > points[i - 1])) {
        throw wrong(
            file,
            "neither ascends nor descends: %s, in column %d, after %s"
                .formatted(points[i], i + 2, points[i - 1]));
      }
    }
    return new TableHeader(descending ? Reversal.reversed(points) : points, descending);
  }

  /**
   * The grid of the points.
   *
   * @throws SpectraException with {@link Problem#WRONG_GRID} if their spacing is not uniform
   */
  SpectrumGrid grid(Path file, SpectralUnit unit) {
    int n = points.length;
    SpectrumGrid grid = new SpectrumGrid(points[0], (points[n - 1] - points[0]) / (n - 1), n, unit);
    if (!Resampler.of(points, grid).identical()) {
      throw wrong(file, "has points that are not equally spaced; resample the file");
    }
    return grid;
  }

  /** The points as a message names them. */
  String describe(SpectralUnit unit) {
    return "%s..%s %s, %d points"
        .formatted(
            (float) points[0], (float) points[points.length - 1], unit.symbol(), points.length);
  }

  private static SpectraException wrong(Path file, String fault) {
    return new SpectraException(
        Problem.WRONG_GRID,
        "%s, line 1: the header %s; it must be a cell of any name, then the points of the spectra"
            .formatted(file, fault));
  }
}
