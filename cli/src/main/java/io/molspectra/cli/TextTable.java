package io.molspectra.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Columns of text, each as wide as its widest cell. */
final class TextTable {

  private final List<String[]> rows = new ArrayList<>();

  /** Begins with a row of headings; none for a table without. */
  TextTable(String... headings) {
    if (headings.length > 0) {
      rows.add(headings);
    }
  }

  void row(String... cells) {
    rows.add(cells);
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  /** Prints the rows, each indented by two blanks. */
  void print(PrintWriter out) {
    int columns = rows.stream().mapToInt(row -> row.length).max().orElse(0);
    int[] widths = new int[columns];
    for (String[] row : rows) {
      for (int c = 0; c < row.length; c++) {
        widths[c] = Math.max(widths[c], row[c].length());
      }
    }
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < row.length; c++) {
        line.append("  ").append(row[c]).append(" ".repeat(widths[c] - row[c].length()));
      }
      out.println(line.toString().stripTrailing());
    }
  }
}
