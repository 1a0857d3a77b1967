package io.molspectra.trainer.convert;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Names of files as DuckDB's readers must be given them. A reader takes a name for a pattern, and
 * where that fits other files it reads those: of {@code z[1].parquet} it would read z1.parquet.
 */
public final class DuckDbFile {

  private static final Pattern WILDCARD = Pattern.compile("[\\[*?]");

  private DuckDbFile() {}

  /**
   * The pattern that fits this file and no other.
   *
   * @throws IOException if there is none
   */
  public static String pattern(Path file) throws IOException {
    String name = file.toString();
    if (name.startsWith("~") || name.startsWith("file:")) {
      // At the front they stand for the home folder and for a URL.
      name = "./" + name;
    }
    boolean wild = WILDCARD.matcher(name).find();
    if (wild && name.indexOf('\\') >= 0) {
      // In patterns DuckDB takes a backslash for the end of a folder's name, even in brackets.
      throw new IOException(
          file
              + " has a backslash and one of [ * ? in its name, which DuckDB cannot read; rename it");
    }
    return wild ? WILDCARD.matcher(name).replaceAll("[$0]") : name;
  }
}
