package io.molspectra.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders of spectra for the toy bundles. */
final class SpectraFiles {

  private SpectraFiles() {}

  /** A table of uv in the layout of QM9S; a row is its first two points, or all its cells. */
  static void uv(Path folder, String... rows) throws IOException {
    table(folder.resolve("uv.csv"), ",1,2,3,4", ",0,0", rows);
  }

  /** A table of ir. */
  static void ir(Path folder, String... rows) throws IOException {
    table(folder.resolve("ir.csv"), ",500,510,520,530,540,550", ",0,0,0,0", rows);
  }

  /** An index of the rows' molecules. */
  static void index(Path folder, String... ids) throws IOException {
    StringBuilder text = new StringBuilder("row,id,natoms\n");
    for (int row = 0; row < ids.length; row++) {
      text.append("%d,%s,1\n".formatted(row, ids[row]));
    }
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("index.csv"), text);
  }

  private static void table(Path file, String header, String rest, String... rows)
      throws IOException {
    StringBuilder text = new StringBuilder(header).append('\n');
    int commas = (int) header.chars().filter(c -> c == ',').count();
    for (int row = 0; row < rows.length; row++) {
      String cells = rows[row].isEmpty() ? ",".repeat(commas - 1) : rows[row];
      boolean whole = cells.chars().filter(c -> c == ',').count() == commas - 1;
      text.append(row).append(',').append(cells).append(whole ? "" : rest).append('\n');
    }
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
