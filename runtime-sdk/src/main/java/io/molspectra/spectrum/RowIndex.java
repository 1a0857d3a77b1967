package io.molspectra.spectrum;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.molspectra.spectrum.SpectraException.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code index.csv} of a folder: which molecule each row is. Held in memory as a whole.
 */
final class RowIndex {

  private static final List<String> ROW = List.of("row", "mol_id", "row_index", "index", "");
  private static final List<String> ID = List.of("id", "qm9_id", "name", "molecule", "mol_name");
  private static final List<String> ATOMS = List.of("natoms", "atoms", "n_atoms", "num_atoms");

  private final Path file;
  private final List<Entry> entries;

  /** One line: a row, the molecule's id, its number of atoms or -1. */
  record Entry(long row, String id, int atoms, long line) {}

  private RowIndex(Path file, List<Entry> entries) {
    this.file = file;
    this.entries = entries;
  }

  /**
   * Reads the file. Columns are found by their names, and by their places (row, id, atoms) where no
   * name is known.
   *
   * @throws SpectraException if a row number or id occurs twice, rows do not ascend, a cell is
   *     missing, or the file is damaged
   */
  static RowIndex read(Path file) throws IOException {
    try (CsvSource csv = CsvSource.open(file)) {
      CsvRecord header = csv.next();
      if (header == null) {
        throw damaged(file, 1, "the file is empty; give it the columns row, id and natoms");
      }
      List<String> names =
          header.getFields().stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
      int row = column(names, ROW, 0);
      int id = column(names, ID, 1);
      int atoms = column(names, ATOMS, names.size() > 2 && row == 0 && id == 1 ? 2 : -1);
      if (row == id || id >= names.size()) {
        throw damaged(file, 1, "columns " + names + " are not row, id and natoms; name them so");
      }
      return new RowIndex(file, entries(file, csv, row, id, atoms));
    }
  }

  Path file() {
    return file;
  }

  /** Entries by ascending row. */
  List<Entry> entries() {
    return entries;
  }

  private static List<Entry> entries(Path file, CsvSource csv, int row, int id, int atoms) {
    List<Entry> entries = new ArrayList<>();
    Map<String, Long> lines = new HashMap<>();
    long previous = -1;
    long previousLine = 0;
    for (CsvRecord record = csv.next(); record != null; record = csv.next()) {
      long line = record.getStartingLineNumber();
      if (record.getFieldCount() <= Math.max(row, Math.max(id, atoms))) {
        throw damaged(file, line, "has " + record.getFieldCount() + " cells, too few");
      }
      if (record.getFields().stream().anyMatch(cell -> cell.indexOf('\n') >= 0)) {
        throw damaged(file, line, "has a quote that does not end in this line; remove it");
      }
      Entry known = withRow(entries, Cell.count(record.getField(row)));
      if (known != null) {
        throw twice(file, "row " + known.row(), known.line(), line);
      }
      previous = RowNumbers.next(file, record, row, previous, previousLine);
      previousLine = line;
      String name = record.getField(id).strip();
      if (name.isEmpty()) {
        throw damaged(file, line, "has no id; give every row one");
      }
      Long first = lines.putIfAbsent(name, line);
      if (first != null) {
        throw twice(file, "id '" + name + "'", first, line);
      }
      entries.add(new Entry(previous, name, atoms(file, record, atoms), line));
    }
    return List.copyOf(entries);
  }

  private static @Nullable Entry withRow(List<Entry> entries, long row) {
    int low = 0;
    int high = entries.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      long at = entries.get(middle).row();
      if (at == row) {
        return entries.get(middle);
      }
      if (at < row) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return null;
  }

  private static int atoms(Path file, CsvRecord record, int column) {
    String cell = column < 0 ? "" : record.getField(column).strip();
    if (cell.isEmpty()) {
      return -1;
    }
    long atoms = Cell.count(cell);
    if (atoms < 1 || atoms > Integer.MAX_VALUE) {
      throw damaged(
          file,
          record.getStartingLineNumber(),
          "number of atoms '" + cell + "' is no count; correct it or leave it empty");
    }
    return (int) atoms;
  }

  private static int column(List<String> names, List<String> wanted, int otherwise) {
    return wanted.stream()
        .mapToInt(names::indexOf)
        .filter(at -> at >= 0)
        .findFirst()
        .orElse(otherwise);
  }

  private static SpectraException twice(Path file, String what, long first, long again) {
    return new SpectraException(
        Problem.DUPLICATE_ID,
        "%s: %s is in line %d and again in line %d; remove one"
            .formatted(file, what, first, again));
  }

  private static SpectraException damaged(Path file, long line, String fault) {
    return new SpectraException(
        Problem.DAMAGED_FILE, "%s, line %d: %s".formatted(file, line, fault));
  }
}
