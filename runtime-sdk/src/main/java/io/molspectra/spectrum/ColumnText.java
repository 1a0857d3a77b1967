package io.molspectra.spectrum;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Text in two columns, point and intensity. */
final class ColumnText {

  private static final Pattern COMMENT = Pattern.compile("\\s*(#|%|;|!|//).*");

  private ColumnText() {}

  /**
   * @param otherwise unit of the points if the header names none
   */
  static Spectrum read(String id, List<String> lines, @Nullable SpectralUnit otherwise)
      throws SpectrumFault {
    String header = "";
    long headerLine = 0;
    PointList points = new PointList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || COMMENT.matcher(line).matches()) {
        continue;
      }
      String[] cells = cells(line);
      if (points.size() == 0 && !Cell.isNumber(cells[0])) {
        header = line;
        headerLine = i + 1L;
        continue;
      }
      addRow(cells, i + 1, points);
    }
    // Blanks part words as well as columns: then the whole header is searched for either name.
    String[] names = header.matches(".*[\t;,].*") ? cells(header) : new String[] {header, header};
    String ordinateName = String.join(" ", Arrays.copyOfRange(names, 1, names.length));
    AxisUnit named = AxisUnit.in(names[0]);
    AxisUnit axis = named != null ? named : AxisUnit.of("", headerLine, otherwise);
    return points.spectrum(id, Spectrum.Form.CURVE, axis, ordinateName, headerLine);
  }

  private static void addRow(String[] cells, long line, PointList points) throws SpectrumFault {
    if (cells.length > 2) {
      throw new SpectrumFault(
          SpectrumRejectReason.UNSUPPORTED,
          line,
          "has %d columns, two are read: point and intensity".formatted(cells.length));
    }
    if (cells.length < 2 || cells[1].isBlank()) {
      throw new SpectrumFault(SpectrumRejectReason.MISSING_POINTS, line, "has no intensity");
    }
    for (String cell : cells) {
      if (Cell.namesNonFinite(cell)) {
        throw new SpectrumFault(
            SpectrumRejectReason.NON_FINITE_INTENSITY, line, "'" + cell + "' is not finite");
      }
      if (!Cell.isNumber(cell)) {
        throw new SpectrumFault(SpectrumRejectReason.SYNTAX, line, "'" + cell + "' is no number");
      }
    }
    points.add(Double.parseDouble(cells[0]), Double.parseDouble(cells[1]), line);
  }

  /** The cells of a line; a comma is a decimal point where something else parts the columns. */
  private static String[] cells(String line) {
    if (line.indexOf('\t') >= 0) {
      return stripped(line.replace(',', '.').split("\t"));
    }
    if (line.indexOf(';') >= 0) {
      return stripped(line.replace(',', '.').split(";"));
    }
    return line.indexOf(',') >= 0 ? stripped(line.split(",")) : line.split("\\s+");
  }

  /** Of a line of separators alone nothing is left; its cells are empty all the same. */
  private static String[] stripped(String[] cells) {
    if (cells.length == 0) {
      return new String[] {"", ""};
    }
    return Arrays.stream(cells)
        .map(cell -> cell.strip().replaceAll("^\"|\"$", ""))
        .toArray(String[]::new);
  }
}
