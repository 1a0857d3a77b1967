package io.molspectra.cli;

import io.molspectra.cli.Outcome.Reject;
import io.molspectra.predict.PredictionException.Problem;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What goes on beside the answers while records are worked on: the moving count, the list of
 * rejects, and ending early if the user wants that or --strict does.
 */
final class Proceedings implements Closeable {

  private final PredictionProgress progress;
  private final Interruption interruption;
  private final Rejects rejects;
  private final boolean strict;
  private long answered;
  private long rejected;
  private long leftOut;
  private @Nullable Reject lastRuntimeFailure;

  private Proceedings(
      PredictionProgress progress, Interruption interruption, Rejects rejects, boolean strict) {
    this.progress = progress;
    this.interruption = interruption;
    this.rejects = rejects;
    this.strict = strict;
  }

  /**
   * Begins.
   *
   * @param file where to list rejects, or null
   * @param strict whether one reject is one too many
   * @throws IOException if the file cannot be written
   */
  static Proceedings start(PrintWriter err, @Nullable Path file, boolean strict)
      throws IOException {
    PredictionProgress progress = PredictionProgress.start(err);
    try {
      Rejects rejects = Rejects.to(file, progress::say);
      return new Proceedings(progress, Interruption.watch(progress::say), rejects, strict);
    } catch (IOException | RuntimeException e) {
      progress.close();
      throw e;
    }
  }

  /**
   * Goes on unless the user wants to end.
   *
   * @throws CommandFailure if so
   */
  void check() {
    interruption.check();
  }

  /** Tells of records done, whatever became of them. */
  void done(long records) {
    progress.done(records);
  }

  /** Prints a line of its own. */
  void say(String line) {
    progress.say(line);
  }

  /** Counts an answer. */
  void answered() {
    answered++;
  }

  /**
   * Lists a record without answer.
   *
   * @throws CommandFailure REJECTED with --strict
   */
  void reject(Reject reject) throws IOException {
    rejected++;
    list(reject);
    if (reject.reason().equals(Problem.RUNTIME_FAILURE.name())) {
      lastRuntimeFailure = reject;
    }
  }

  /**
   * Lists a part of a record that the answer does without.
   *
   * @throws CommandFailure REJECTED with --strict
   */
  void leaveOut(Reject part) throws IOException {
    leftOut++;
    list(part);
  }

  /**
   * Ends a piece of work.
   *
   * @param done what was done to the records with an answer
   * @return "5 predicted, 2 rejected; 3 spectra left out"; the next piece counts from 0
   * @throws CommandFailure if the runtime failed and there is not one answer: a runtime that fails
   *     for one molecule may go on, one that fails for all is broken
   */
  String counted(String done) {
    if (answered == 0 && lastRuntimeFailure != null) {
      throw new CommandFailure(
          ExitCode.FAILURE, "nothing was %s: %s".formatted(done, lastRuntimeFailure));
    }
    String text = "%d %s, %d rejected".formatted(answered, done, rejected);
    if (leftOut > 0) {
      text += "; %d spectra left out".formatted(leftOut);
    }
    answered = 0;
    rejected = 0;
    leftOut = 0;
    lastRuntimeFailure = null;
    return text;
  }

  /** Prints a last line below the moving count. */
  void end(String line) {
    progress.close();
    progress.say(line);
  }

  /** Publishes the list of rejects, which is of use even if the work itself failed. */
  @Override
  public void close() throws IOException {
    try (progress;
        interruption) {
      rejects.close();
    }
  }

  private void list(Reject reject) throws IOException {
    rejects.add(reject);
    if (strict) {
      throw new CommandFailure(
          ExitCode.REJECTED,
          "a record was rejected, --strict: no output is written; without it the record is skipped");
    }
  }
}
