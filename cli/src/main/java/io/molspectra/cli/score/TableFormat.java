package io.molspectra.cli.score;

import io.molspectra.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Formats of a table of scores, by the ending of its name. */
public enum TableFormat {
  /** Comma-separated, as it grows. */
  CSV(".csv"),
  /** The same, compressed at the end. */
  CSV_GZ(".csv.gz"),
  /** Apache Parquet, made at the end. */
  PARQUET(".parquet");

  private final String ending;

  TableFormat(String ending) {
    this.ending = ending;
  }

  /**
   * The format of a name.
   *
   * @throws IllegalArgumentException if the name tells none
   */
  public static TableFormat of(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(format -> name.endsWith(format.ending))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    file + ": the name must end in .csv, .csv.gz or .parquet"));
  }

  /**
   * How the plain table becomes the file that is wanted.
   *
   * @return null if it is that file
   */
  public ScoreFiles.@Nullable Finish finish(ScoreTable table) {
    return switch (this) {
      case CSV -> null;
      case CSV_GZ -> TableFormat::compress;
      case PARQUET -> (csv, target) -> ParquetTable.write(table, csv, target);
    };
  }

  /** Whether a table that is no Parquet is compressed, by its name. */
  static boolean isGzip(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
  }

  static void compress(Path csv, Path target) throws IOException {
    try (AtomicFile file = AtomicFile.create(target)) {
      try (GZIPOutputStream out = new GZIPOutputStream(file.stream(), 1 << 16)) {
        Files.copy(csv, out);
      }
      file.commit();
    } catch (IOException e) {
      throw PartialFile.unwritable(target, e);
    }
  }
}
