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
 * end: what docs/oracle.md quotes.
 */
final class Figures {
  private static final Path FILE = Path.of("target", "oracle-figures.csv");
  private static final Map<String, Figure> FIGURES = new ConcurrentSkipListMap<>();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(Figures::write));
  }

  private Figures() {}

  private record Figure(double error, double tolerance) {
    Figure orWorse(Figure other) {
      return other.error > error ? other : this;
    }
  }

  /**
   * Notes one comparison; of several of the same array the worst is kept.
   *
   * @param kind precision or runtime
   */
  static void record(String file, String array, String kind, double error, double tolerance) {
    FIGURES.merge(
        "%s,%s,%s".formatted(file, array, kind), new Figure(error, tolerance), Figure::orWorse);
  }

  private static void write() {
    var lines = new ArrayList<String>();
    lines.add("file,array,kind,relative_error,tolerance");
    FIGURES.forEach(
        (key, figure) ->
            lines.add("%s,%.1e,%.1e".formatted(key, figure.error(), figure.tolerance())));
    try {
      Files.createDirectories(FILE.getParent());
      Files.write(FILE, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
