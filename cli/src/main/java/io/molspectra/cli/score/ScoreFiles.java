package io.molspectra.cli.score;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
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
  private final String fingerprint;
  private final PartialFile scoreFile;
  private final PartialFile rejectFile;
  private final CsvWriter scores;
  private final CsvWriter rejected;
  private ScoreCounts counts;
  private long lastCheckpoint = System.nanoTime();

  private ScoreFiles(
      Path output,
      Path rejects,
      ScoreTable table,
      String fingerprint,
      PartialFile scoreFile,
      PartialFile rejectFile,
      ScoreCounts counts) {
    this.output = output;
    this.rejects = rejects;
    this.table = table;
    this.fingerprint = fingerprint;
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
   * @param fingerprint of model, input and settings
   * @throws IOException if a file cannot be written, another process writes them, an unfinished
   *     scoring is there that is not to be gone on with or was one of other things, or a finished
   *     one is to be gone on with
   */
  public static ScoreFiles open(
      Path output, Path rejects, ScoreTable table, String fingerprint, Found found)
      throws IOException {
    for (Path file : List.of(output, rejects)) {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
    }
    Optional<Journal> before = found == Found.RESTART ? Optional.empty() : Journal.read(output);
    if (before.isPresent()) {
      check(before.get(), output, fingerprint, found);
    }
    if (before.isEmpty() && found == Found.RESUME && Files.exists(output)) {
      throw new IOException(
          "%s is finished: nothing is left to resume; --restart scores all rows again and replaces it"
              .formatted(output));
    }
    Journal journal = before.orElse(new Journal(fingerprint, ScoreCounts.none(), 0, 0, false));
    PartialFile scores = PartialFile.open(output, journal.outputBytes());
    try {
      PartialFile rejected = PartialFile.open(rejects, journal.rejectBytes());
      ScoreFiles files =
          new ScoreFiles(output, rejects, table, fingerprint, scores, rejected, journal.counts());
      if (before.isEmpty()) {
        files.scores.writeRecord(table.header());
        files.rejected.writeRecord(ScoreTable.rejectHeader());
        files.checkpoint(false);
      }
      return files;
    } catch (IOException | RuntimeException e) {
      scores.close();
      throw e;
    }
  }

  /**
   * Finishes a scoring of which all rows were done when it was interrupted.
   *
   * @return what became of the rows; empty if there is none or rows are left
   */
  public static Optional<ScoreCounts> finishInterrupted(
      Path output, Path rejects, String fingerprint, Found found, @Nullable Finish finish)
      throws IOException {
    Optional<Journal> before = Journal.read(output);
    if (found == Found.RESTART || before.isEmpty() || !before.get().complete()) {
      return Optional.empty();
    }
    check(before.get(), output, fingerprint, found);
    publish(output, rejects, finish);
    return Optional.of(before.get().counts());
  }

  private static void check(Journal journal, Path output, String fingerprint, Found found)
      throws IOException {
    if (found == Found.REFUSE) {
      throw new IOException(
          "an unfinished scoring to %s is there, %,d rows: --resume goes on with it, --restart begins anew"
              .formatted(output, journal.counts().rows()));
    }
    if (!journal.fingerprint().equals(fingerprint)) {
      throw new IOException(
          "the unfinished scoring to %s was of another model, other input, other rejects or other settings: give those again, or begin anew with --restart"
              .formatted(output));
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
    new Journal(fingerprint, counts, scoreFile.force(), rejectFile.force(), complete).write(output);
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
    close();
    publish(output, rejects, finish);
  }

  private static void publish(Path output, Path rejects, @Nullable Finish finish)
      throws IOException {
    PartialFile.publish(rejects);
    if (finish == null) {
      PartialFile.publish(output);
    } else if (Files.exists(PartialFile.nameOf(output))) {
      finish.write(PartialFile.nameOf(output), output);
      Files.delete(PartialFile.nameOf(output));
    }
    Journal.delete(output);
  }

  /** Leaves what is not finished to be gone on with. */
  @Override
  public void close() throws IOException {
    try (scoreFile) {
      rejectFile.close();
    }
  }
}
