package io.molspectra.cli;

import io.molspectra.cli.score.ScoreCounts;
import io.molspectra.score.ScoreTimes;
import io.molspectra.score.ScoreTimes.Part;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a scoring says at its end. */
final class ScoreSummary {

  private ScoreSummary() {}

  /**
   * The lines.
   *
   * @param counts of all rows
   * @param here rows of this process
   * @param workers threads that scored
   */
  static List<String> lines(
      ScoreCounts counts, long here, Duration elapsed, int workers, ScoreTimes times) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%,d rows: %,d scored, %,d rejected%s"
            .formatted(counts.rows(), counts.scored(), counts.rejected(), reasons(counts)));
    double seconds = Math.max(1e-9, elapsed.toNanos() / 1e9);
    lines.add(
        String.format(
            Locale.ROOT,
            "%,d rows in %s, %,.1f rows/s, %d workers",
            here,
            ScoreProgress.time(elapsed),
            here / seconds,
            workers));
    lines.add("time of the threads: " + shares(times));
    return lines;
  }

  private static String reasons(ScoreCounts counts) {
    return counts.rejects().isEmpty()
        ? ""
        : counts.rejects().entrySet().stream()
            .sorted((a, b) -> Long.compare(b.getValue(), a.getValue()))
            .map(entry -> "%s %,d".formatted(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining(", ", " (", ")"));
  }

  private static String shares(ScoreTimes times) {
    double all = 0;
    for (Part part : Part.values()) {
      all += times.of(part).toNanos();
    }
    List<String> shares = new ArrayList<>();
    for (Part part : Part.values()) {
      double nanos = times.of(part).toNanos();
      shares.add(
          String.format(
              Locale.ROOT,
              "%s %.1f s (%.1f %%)",
              part.name().toLowerCase(Locale.ROOT),
              nanos / 1e9,
              all == 0 ? 0 : 100 * nanos / all));
    }
    return String.join(", ", shares);
  }
}
