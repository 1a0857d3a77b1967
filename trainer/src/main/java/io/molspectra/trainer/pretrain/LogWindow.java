package io.molspectra.trainer.pretrain;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Means over the steps since the last row of metrics.csv. Part of a checkpoint: a run resumed
 * between two rows writes the same next row.
 */
final class LogWindow {
  private static final int LOSS = 0;
  private static final int NORM = 1;
  private static final int MOLECULES = 2;
  private static final int SECONDS = 3;
  private static final int STEPS = 4;
  private static final int OWN = 5;

  private final List<String> names;

  /** The five above, then a sum for each name. */
  private final double[] sums;

  /**
   * @param names of what the task tells of its updates
   */
  LogWindow(List<String> names) {
    this.names = names;
    this.sums = new double[OWN + names.size()];
  }

  /** Goes on with the window that {@link #state()} told of. */
  void restore(List<Double> state) {
    if (state.size() != sums.length) {
      throw new IllegalStateException(
          "the checkpoint tells of %d metrics, not %d; resume with the version of the trainer that wrote it"
              .formatted(state.size() - OWN, names.size()));
    }
    Arrays.setAll(sums, state::get);
  }

  /** Sums of losses, gradient norms, molecules and seconds, the number of steps, other sums. */
  List<Double> state() {
    return Arrays.stream(sums).boxed().toList();
  }

  void add(TrainingTask.Update update, int count, long nanos) {
    sums[LOSS] += update.loss();
    sums[NORM] += update.gradientNorm();
    sums[MOLECULES] += count;
    sums[SECONDS] += nanos * 1e-9;
    sums[STEPS]++;
    for (int i = 0; i < names.size(); i++) {
      sums[OWN + i] += update.metrics().getOrDefault(names.get(i), Double.NaN);
    }
  }

  Map<String, Double> metrics() {
    var metrics = new LinkedHashMap<String, Double>();
    metrics.put("train_loss", sums[LOSS] / sums[STEPS]);
    metrics.put("gradient_norm", sums[NORM] / sums[STEPS]);
    metrics.put("molecules_per_s", sums[MOLECULES] / sums[SECONDS]);
    for (int i = 0; i < names.size(); i++) {
      double mean = sums[OWN + i] / sums[STEPS];
      if (!Double.isNaN(mean)) {
        metrics.put(names.get(i), mean);
      }
    }
    return metrics;
  }

  void clear() {
    Arrays.fill(sums, 0);
  }
}
