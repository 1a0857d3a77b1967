package io.molspectra.cli;

import io.molspectra.cli.score.ScoreCounts;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/**
 * Tells how far a scoring is: a moving count with the time left on a terminal, and else a line from
 * time to time.
 */
final class ScoreProgress implements AutoCloseable {

  private static final Duration BETWEEN_LINES = Duration.ofSeconds(30);

  private final PredictionProgress progress;
  private final long before;
  private final long start = System.nanoTime();
  private long lastLine = start;

  /**
   * @param before rows that former processes did
   */
  ScoreProgress(PrintWriter err, long before) {
    this.progress = PredictionProgress.start(err, "score");
    this.before = before;
    progress.done(before);
  }

  /**
   * Tells of a chunk.
   *
   * @param rows in the chunk
   * @param expected rows there seem to be in all; NaN if unknown
   */
  void done(int rows, ScoreCounts counts, double expected) {
    progress.done(rows);
    progress.remark("%,d rejected".formatted(counts.rejected()));
    if (!Double.isNaN(expected)) {
      progress.expect(Math.max(counts.rows(), Math.round(expected)));
    }
    long now = System.nanoTime();
    if (!progress.moves() && now - lastLine > BETWEEN_LINES.toNanos()) {
      lastLine = now;
      say(line(counts, expected, (now - start) / 1e9));
    }
  }

  private String line(ScoreCounts counts, double expected, double seconds) {
    double rate = (counts.rows() - before) / seconds;
    String left = "";
    if (expected > 0 && rate > 0) {
      double rows = Math.max(0, expected - counts.rows());
      left =
          ", %.0f %%, %s left"
              .formatted(
                  Math.min(100, 100 * counts.rows() / expected),
                  time(Duration.ofSeconds(Math.round(rows / rate))));
    }
    return String.format(
        Locale.ROOT,
        "%,d rows, %,d rejected, %,.1f rows/s%s",
        counts.rows(),
        counts.rejected(),
        rate,
        left);
  }

  /** Hours, minutes and seconds. */
  static String time(Duration duration) {
    return "%d:%02d:%02d"
        .formatted(duration.toHours(), duration.toMinutesPart(), duration.toSecondsPart());
  }

  /** Time since the beginning. */
  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** Prints a line of its own. */
  void say(String line) {
    progress.say(line);
  }

  @Override
  public void close() {
    progress.close();
  }
}
