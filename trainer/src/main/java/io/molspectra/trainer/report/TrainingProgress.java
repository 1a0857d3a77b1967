package io.molspectra.trainer.report;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/**
 * Shows how far a run is: step, molecules a second, time left and loss. On a terminal a bar is
 * redrawn in place; anywhere else a plain line is printed now and then.
 */
public interface TrainingProgress extends AutoCloseable {

  /**
   * Tells of a finished step.
   *
   * @param step number of updates made so far
   * @param molecules of this step's batch
   * @param loss of this step
   */
  void step(long step, int molecules, double loss);

  /** Prints a line without spoiling the bar. */
  void message(String line);

  @Override
  void close();

  /**
   * Progress on standard error.
   *
   * @param firstStep updates made before, when a run is resumed
   * @param totalSteps updates of the whole run
   */
  static TrainingProgress onStandardError(long firstStep, long totalSteps) {
    return of(System.err, isTerminal(), firstStep, totalSteps, System::nanoTime);
  }

  /** Progress that nobody sees, of one run among many. */
  static TrainingProgress silent() {
    return new TrainingProgress() {
      @Override
      public void step(long step, int molecules, double loss) {}

      @Override
      public void message(String line) {}

      @Override
      public void close() {}
    };
  }

  /** Progress on any stream; {@code nanoTime} is the clock. */
  static TrainingProgress of(
      PrintStream out, boolean terminal, long firstStep, long totalSteps, LongSupplier nanoTime) {
    return terminal
        ? new ProgressOnTerminal(out, firstStep, totalSteps, nanoTime)
        : new ProgressInLines(out, firstStep, totalSteps, nanoTime);
  }

  /** Whether standard error is a terminal; Java 17 itself only tells about all three streams. */
  private static boolean isTerminal() {
    Path standardError = Path.of("/proc/self/fd/2");
    if (Files.exists(standardError)) {
      try {
        String target = standardError.toRealPath().toString();
        return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
      } catch (IOException pipe) {
        return false;
      }
    }
    return System.console() != null;
  }
}
