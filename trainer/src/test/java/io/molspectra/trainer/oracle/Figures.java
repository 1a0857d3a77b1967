package io.molspectra.trainer.oracle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Every error measured in this run, written to {@code target/oracle-figures.csv} when the tests
 * end: what the documents quote.
 */
final class Figures {
  private static final Path FILE = Path.of("target", "oracle-figures.csv");
  private static final Map<String, String> ROWS = new ConcurrentSkipListMap<>();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(Figures::write));
  }

  private Figures() {}

  /**
   * Notes one comparison; a repeated one replaces the former.
   *
   * @param kind precision or runtime
   */
  static void record(String file, String array, String kind, double error, double tolerance) {
    String key = "%s,%s,%s".formatted(file, array, kind);
    ROWS.put(key, "%s,%.2e,%.2e".formatted(key, error, tolerance));
  }

  private static void write() {
    var lines = new ArrayList<String>();
    lines.add("file,array,kind,relative_error,tolerance");
    lines.addAll(ROWS.values());
    try {
      Files.createDirectories(FILE.getParent());
      Files.write(FILE, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
