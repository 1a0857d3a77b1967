package io.molspectra.spectrum;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.molspectra.spectrum.SpectraException.Problem;
import java.nio.file.Path;

/** The rule of row numbers: they count from 0 and ascend; gaps are allowed. */
final class RowNumbers {
  private RowNumbers() {}

  /**
   * The number in a cell of a record.
   *
   * @param column of the numbers, from 0
   * @param previous number of the row before, -1 at the first
   * @param previousLine its line
   * @throws SpectraException if it is no number, does not ascend, or the first is 1
   */
  static long next(Path file, CsvRecord record, int column, long previous, long previousLine) {
    long line = record.getStartingLineNumber();
    String cell = Cell.unquoted(record.getField(column));
    long row = Cell.count(cell);
    if (row < 0) {
      throw new SpectraException(
          Problem.DAMAGED_FILE,
          "%s, line %d: row number '%s' is no whole number; column %d must count rows from 0"
              .formatted(file, line, cell, column + 1));
    }
    if (row == previous) {
      throw new SpectraException(
          Problem.DUPLICATE_ID,
          "%s: row %d is in line %d and again in line %d; remove one"
              .formatted(file, row, previousLine, line));
    }
    if (row < previous) {
      throw new SpectraException(
          Problem.ROW_ORDER,
          "%s, line %d: row %d comes after row %d; sort the file by row number"
              .formatted(file, line, row, previous));
    }
    if (previous < 0 && row == 1) {
      throw new SpectraException(
          Problem.ROW_ORDER,
          ("%s, line %d: the first row is 1; rows count from 0, and a file that counts from 1 would"
                  + " give every molecule its neighbour's spectrum: renumber it, or add row 0 with"
                  + " empty cells")
              .formatted(file, line));
    }
    return row;
  }
}
