package io.molspectra.trainer.report;

import java.util.Locale;
import java.util.function.LongSupplier;

/** Molecules a second and time left, measured since the run (or its resumed part) began. */
final class Throughput {

  private static final double NANOS = 1e9;

  private final LongSupplier nanoTime;
  private final long started;
  private final long firstStep;
  private final long totalSteps;
  private long molecules;
  private double smoothedLoss = Double.NaN;

  Throughput(LongSupplier nanoTime, long firstStep, long totalSteps) {
    this.nanoTime = nanoTime;
    this.started = nanoTime.getAsLong();
    this.firstStep = firstStep;
    this.totalSteps = totalSteps;
  }

  void add(int stepMolecules, double loss) {
    molecules += stepMolecules;
    // One batch's loss is mostly noise: show the mean of about the last twenty.
    smoothedLoss = Double.isNaN(smoothedLoss) ? loss : 0.95 * smoothedLoss + 0.05 * loss;
  }

  double seconds() {
    return (nanoTime.getAsLong() - started) / NANOS;
  }

  double moleculesPerSecond() {
    double seconds = seconds();
    return seconds > 0 ? molecules / seconds : 0;
  }

  double loss() {
    return smoothedLoss;
  }

  /** Time left as h:mm:ss, "-" before the first step. */
  String timeLeft(long step) {
    if (step <= firstStep) {
      return "-";
    }
    return time(seconds() / (step - firstStep) * (totalSteps - step));
  }

  static String time(double seconds) {
    long whole = Math.round(seconds);
    return String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
  }
}
