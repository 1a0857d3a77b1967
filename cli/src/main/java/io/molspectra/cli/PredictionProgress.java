package io.molspectra.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Counts molecules on a terminal; prints lines without spoiling the count. */
final class PredictionProgress implements AutoCloseable {

  private static final int REDRAW_MILLIS = 250;
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintWriter err;
  private @Nullable ProgressBar bar;

  private PredictionProgress(PrintWriter err, @Nullable ProgressBar bar) {
    this.err = err;
    this.bar = bar;
  }

  /** A count that moves if standard error is a terminal, and nothing otherwise. */
  static PredictionProgress start(PrintWriter err) {
    return start(err, "predict");
  }

  /** The same for other work than predictions. */
  static PredictionProgress start(PrintWriter err, String task) {
    return isTerminal() ? onTerminal(err, System.err, task) : new PredictionProgress(err, null);
  }

  /** A count that moves. */
  static PredictionProgress onTerminal(PrintWriter err, PrintStream terminal, String task) {
    return new PredictionProgress(
        err,
        new ProgressBarBuilder()
            .setTaskName(task)
            .setUnit(" molecules", 1)
            // How many there are is known only when the last was read.
            .setInitialMax(-1)
            .showSpeed()
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(REDRAW_MILLIS)
            .setConsumer(new ConsoleProgressBarConsumer(terminal))
            .build());
  }

  /** Tells of molecules done. */
  void done(long molecules) {
    if (bar != null) {
      bar.stepBy(molecules);
    }
  }

  /** Tells how many molecules there seem to be, so that the time left can be told. */
  void expect(long molecules) {
    if (bar != null && bar.getMax() != molecules) {
      bar.maxHint(molecules);
    }
  }

  /** Shows a word behind the count. */
  void remark(String word) {
    if (bar != null) {
      bar.setExtraMessage(word);
    }
  }

  /** Whether the count moves, so that lines from time to time are not needed. */
  boolean moves() {
    return bar != null;
  }

  /** Prints a line of its own. */
  void say(String line) {
    err.println(bar == null ? line : CLEAR_LINE + line);
    err.flush();
  }

  /** Leaves the last count on the screen. Lines may still be printed. */
  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }

  /** Java 17 itself can tell only whether all of input, output and error are a terminal. */
  private static boolean isTerminal() {
    Path standardError = Path.of("/proc/self/fd/2");
    if (!Files.exists(standardError)) {
      return System.console() != null;
    }
    try {
      String target = standardError.toRealPath().toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException pipe) {
      return false;
    }
  }
}
