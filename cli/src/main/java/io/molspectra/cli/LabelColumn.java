package io.molspectra.cli;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.molspectra.cli.names.NearNames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A column of a CSV table, by the ids of molecules. The column of ids is the one that has the most
 * of the ids wanted, so that tables need not name it in any way.
 *
 * @param idColumn the column in which the ids were found
 * @param values by id, for the ids that the table has
 */
record LabelColumn(String idColumn, Map<String, String> values) {

  LabelColumn {
    values = Map.copyOf(values);
  }

  /**
   * Reads a table.
   *
   * @param column name of the values' column
   * @param wanted ids of the molecules
   * @throws CommandFailure if there is no such column, no column holds an id, or two rows of an id
   *     differ
   */
  static LabelColumn read(Path file, String column, Set<String> wanted) throws IOException {
    List<NamedCsvRecord> rows = rows(file);
    if (rows.isEmpty()) {
      throw fault(file, "has no rows");
    }
    List<String> header = rows.get(0).getHeader();
    if (!header.contains(column)) {
      throw fault(
          file,
          "has no column '%s'; near: %s"
              .formatted(column, String.join(", ", NearNames.of(column, header))));
    }
    String idColumn =
        header.stream()
            .filter(name -> !name.equals(column) || header.size() == 1)
            .max(Comparator.comparingLong(name -> matches(rows, name, wanted)))
            .orElse(column);
    if (matches(rows, idColumn, wanted) == 0) {
      throw fault(
          file,
          "no column holds an id of the molecules, such as '%s'"
              .formatted(wanted.stream().findFirst().orElse("")));
    }
    return new LabelColumn(idColumn, values(file, rows, idColumn, column, wanted));
  }

  private static List<NamedCsvRecord> rows(Path file) throws IOException {
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file)) {
      return reader.stream().toList();
    } catch (CsvParseException e) {
      throw fault(file, String.valueOf(e.getMessage()));
    }
  }

  private static long matches(List<NamedCsvRecord> rows, String column, Set<String> wanted) {
    return rows.stream().filter(row -> wanted.contains(cell(row, column))).count();
  }

  private static Map<String, String> values(
      Path file, List<NamedCsvRecord> rows, String idColumn, String column, Set<String> wanted) {
    Map<String, String> values = new HashMap<>();
    for (NamedCsvRecord row : rows) {
      String id = cell(row, idColumn);
      String value = cell(row, column);
      String former = wanted.contains(id) ? values.put(id, value) : null;
      if (former != null && !former.equals(value)) {
        throw fault(
            file,
            "line %d: %s '%s' has %s '%s' here and '%s' above"
                .formatted(row.getStartingLineNumber(), idColumn, id, column, value, former));
      }
    }
    return values;
  }

  /** Rows may be shorter than the header. */
  private static String cell(NamedCsvRecord row, String column) {
    return row.findField(column).orElse("").strip();
  }

  private static CommandFailure fault(Path file, String what) {
    return new CommandFailure(ExitCode.FAILURE, file + ": " + what);
  }
}
