package io.molspectra.cli.score;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.molspectra.cli.score.Journal.Places;
import io.molspectra.cli.score.PartialFile.State;
import io.molspectra.score.ScoredRow;
import io.molspectra.score.ScoredRow.Reject;
import io.molspectra.score.ScoredRow.Scores;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Scores and rejects of a scoring that may be interrupted anywhere. Both grow under temporary names
 * beside the output; a journal tells how many of their bytes hold whole chunks of rows.
 */
public final class ScoreFiles implements Closeable {

  /** What to do with an unfinished scoring that is found. */
  public enum Found {
    /** It is an error: hours of work are not thrown away by a forgotten option. */
    REFUSE,
    /** It is gone on with. */
    RESUME,
    /** It is thrown away. */
    RESTART
  }

  private static final Duration BETWEEN_CHECKPOINTS = Duration.ofSeconds(2);

  private final Path output;
  private final Path rejects;
  private final ScoreTable table;
  private final Map<String, String> settings;
  private final PartialFile scoreFile;
  private final PartialFile rejectFile;
  private final CsvWriter scores;
  private final CsvWriter rejected;
  private ScoreCounts counts;
  private boolean complete;
  private long lastCheckpoint = System.nanoTime();

  private ScoreFiles(
      Path output,
      Path rejects,
      ScoreTable table,
      Map<String, String> settings,
      PartialFile scoreFile,
      PartialFile rejectFile,
      ScoreCounts counts) {
    this.output = output;
    this.rejects = rejects;
    this.table = table;
    this.settings = settings;
    this.scoreFile = scoreFile;
    this.rejectFile = rejectFile;
    this.scores = csv(scoreFile);
    this.rejected = csv(rejectFile);
    this.counts = counts;
  }

  private static CsvWriter csv(PartialFile file) {
    return CsvWriter.builder()
        .lineDelimiter(LineDelimiter.LF)
        .build(file.stream(), StandardCharsets.UTF_8);
  }

  /**
   * Begins, or goes on.
   *
   * @param output table of scores
   * @param rejects table of rejects
   * @param settings what the bytes depend on, by names that a user is told if they differ
   * @throws IOException if a file cannot be written, another process writes them, an unfinished
   *     scoring is there that is not to be gone on with, is damaged or was one of other things, or
   *     a finished one is to be gone on with
   */
  public static ScoreFiles open(
      Path output, Path rejects, ScoreTable table, Map<String, String> settings, Found found)
      throws IOException {
    for (Path file : List.of(output, rejects)) {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
    }
    boolean begun = Files.exists(PartialFile.nameOf(output));
    PartialFile scores = PartialFile.open(output);
    try {
      Optional<Journal> before = found == Found.RESTART ? Optional.empty() : Journal.read(output);
      // One without rows is nobody's work.
      before = before.filter(journal -> journal.complete() || journal.counts().rows() > 0);
      if (before.isPresent()) {
        before.get().check(output, rejects, settings, found);
      } else if (found == Found.RESUME && Files.exists(output)) {
        throw new IOException(
            "%s is finished: nothing is left to resume; --restart scores all rows again and replaces it"
                .formatted(output));
      }
      return open(output, rejects, table, settings, scores, before);
    } catch (IOException | RuntimeException e) {
      scores.close();
      if (!begun) {
        Files.deleteIfExists(PartialFile.nameOf(output));
      }
      throw e;
    }
  }

  private static ScoreFiles open(
      Path output,
      Path rejects,
      ScoreTable table,
      Map<String, String> settings,
      PartialFile scores,
      Optional<Journal> before)
      throws IOException {
    PartialFile rejected = PartialFile.open(rejects);
    try {
      scores.goOn(before.map(Journal::scores).orElse(State.NONE));
      rejected.goOn(before.map(Journal::rejects).orElse(State.NONE));
      ScoreCounts counts = before.map(Journal::counts).orElse(ScoreCounts.none());
      var files = new ScoreFiles(output, rejects, table, settings, scores, rejected, counts);
      if (before.isEmpty()) {
        files.scores.writeRecord(table.header());
        files.rejected.writeRecord(ScoreTable.rejectHeader());
        files.checkpoint(false);
      }
      return files;
    } catch (IOException | RuntimeException e) {
      rejected.close();
      throw e;
    }
  }

  /** What became of the rows so far, those of former processes included. */
  public ScoreCounts counts() {
    return counts;
  }

  /** Writes whole chunks of rows, and notes from time to time how far they are. */
  public void write(List<ScoredRow> rows) throws IOException {
    try {
      for (ScoredRow row : rows) {
        if (row.result() instanceof Scores numbers) {
          scores.writeRecord(table.cells(row, numbers));
          counts = counts.plusScored();
        } else {
          Reject reject = (Reject) row.result();
          rejected.writeRecord(ScoreTable.cells(row, reject));
          counts = counts.plusReject(reject.reason());
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    if (System.nanoTime() - lastCheckpoint > BETWEEN_CHECKPOINTS.toNanos()) {
      checkpoint(false);
    }
  }

  /** Notes how far the rows are; a process killed after this goes on from here. */
  public void checkpoint() throws IOException {
    checkpoint(false);
  }

  private void checkpoint(boolean complete) throws IOException {
    scores.flush();
    rejected.flush();
    State written = scoreFile.force();
    new Journal(settings, Places.of(output, rejects), counts, written, rejectFile.force(), complete)
        .write(output);
    lastCheckpoint = System.nanoTime();
  }

  /** Turns the table of scores into the file that is wanted. */
  @FunctionalInterface
  public interface Finish {
    /**
     * Writes the target from the finished table.
     *
     * @param csv the table, plain
     * @param target the file that is wanted
     */
    void write(Path csv, Path target) throws IOException;
  }

  /**
   * Publishes both files under their names.
   *
   * @param finish makes the output of the plain table; null if that is the output
   */
  public void finish(@Nullable Finish finish) throws IOException {
    checkpoint(true);
    complete = true;
    close();
    Publication.of(output, rejects, finish);
  }

  /** Leaves what is not finished to be gone on with, and nothing where no row was done. */
  @Override
  public void close() throws IOException {
    try (scoreFile) {
      rejectFile.close();
    } finally {
      if (!complete && counts.rows() == 0) {
        Journal.delete(output);
        Files.deleteIfExists(PartialFile.nameOf(rejects));
        Files.deleteIfExists(PartialFile.nameOf(output));
      }
    }
  }
}
