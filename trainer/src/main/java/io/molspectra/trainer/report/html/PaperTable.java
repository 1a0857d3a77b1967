package io.molspectra.trainer.report.html;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * A table of mean absolute errors of arXiv:2502.16284.
 *
 * @param units target to unit, in the paper's order
 * @param rows in the paper's order
 */
public record PaperTable(Map<String, String> units, List<Row> rows) {

  /** Table 2: properties of QM9. */
  public static final String QM9 = "qm9";

  /** Table 3: forces of MD17. */
  public static final String MD17 = "md17";

  private static final String RESOURCE = "paper-tables.csv";

  /**
   * A method.
   *
   * @param method name
   * @param pretrained whether it was pre-trained before
   * @param errors target to error; what the paper leaves out is absent
   */
  public record Row(String method, boolean pretrained, Map<String, Double> errors) {

    /** The error of a target, if the paper has it. */
    public OptionalDouble error(String target) {
      Double error = errors.get(target);
      return error == null ? OptionalDouble.empty() : OptionalDouble.of(error);
    }
  }

  /** The rows of one of the tables. */
  public static PaperTable read(String table) throws IOException {
    String text;
    try (InputStream in =
        Objects.requireNonNull(PaperTable.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    var units = new LinkedHashMap<String, String>();
    var rows = new LinkedHashMap<String, Row>();
    for (String line : text.lines().skip(1).toList()) {
      String[] fields = line.split(",", -1);
      if (fields[0].equals(table)) {
        units.put(fields[3], fields[4]);
        Row row =
            rows.computeIfAbsent(
                fields[1],
                method -> new Row(method, fields[2].equals("yes"), new LinkedHashMap<>()));
        if (!fields[5].isEmpty()) {
          row.errors().put(fields[3], Double.valueOf(fields[5]));
        }
      }
    }
    return new PaperTable(units, new ArrayList<>(rows.values()));
  }
}
