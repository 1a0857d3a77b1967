package io.molspectra.trainer.report;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Progress as plain lines, for log files: at most one in ten seconds, and the last step. */
final class ProgressInLines implements TrainingProgress {

  private static final double INTERVAL_SECONDS = 10;

  private final PrintStream out;
  private final long totalSteps;
  private final Throughput throughput;
  private double lastPrinted;

  ProgressInLines(PrintStream out, long firstStep, long totalSteps, LongSupplier nanoTime) {
    this.out = out;
    this.totalSteps = totalSteps;
    this.throughput = new Throughput(nanoTime, firstStep, totalSteps);
  }

  @Override
  public void step(long step, int molecules, double loss) {
    throughput.add(molecules, loss);
    double now = throughput.seconds();
    if (now - lastPrinted >= INTERVAL_SECONDS || step == totalSteps) {
      lastPrinted = now;
      out.printf(
          Locale.ROOT,
          "step %d/%d  loss %.4f  %.1f molecules/s  %s left%n",
          step,
          totalSteps,
          throughput.loss(),
          throughput.moleculesPerSecond(),
          throughput.timeLeft(step));
    }
  }

  @Override
  public void message(String line) {
    out.println(line);
  }

  @Override
  public void close() {
    out.flush();
  }
}
