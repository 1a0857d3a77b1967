package io.molspectra.trainer.report;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Progress as a bar that is redrawn in place. */
final class ProgressOnTerminal implements TrainingProgress {

  private static final int REDRAW_MILLIS = 250;
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintStream out;
  private final Throughput throughput;
  private final ProgressBar bar;

  ProgressOnTerminal(PrintStream out, long firstStep, long totalSteps, LongSupplier nanoTime) {
    this.out = out;
    this.throughput = new Throughput(nanoTime, firstStep, totalSteps);
    this.bar =
        new ProgressBarBuilder()
            .setTaskName("train")
            .setInitialMax(totalSteps)
            .startsFrom(firstStep, Duration.ZERO)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(REDRAW_MILLIS)
            .setConsumer(new ConsoleProgressBarConsumer(out))
            .hideEta()
            .build();
  }

  @Override
  public void step(long step, int molecules, double loss) {
    throughput.add(molecules, loss);
    bar.stepTo(step);
    bar.setExtraMessage(
        String.format(
            Locale.ROOT,
            " loss %.4f, %.0f mol/s, %s left",
            throughput.loss(),
            throughput.moleculesPerSecond(),
            throughput.timeLeft(step)));
  }

  @Override
  public void message(String line) {
    out.println(CLEAR_LINE + line);
    bar.refresh();
  }

  @Override
  public void close() {
    bar.close();
  }
}
