package io.molspectra.trainer.pretrain;

import java.util.List;
import java.util.Map;

/**
 * Means over the steps since the last row of metrics.csv. Part of a checkpoint: a run resumed
 * between two rows writes the same next row.
 */
final class LogWindow {
  private double loss;
  private double norm;
  private double molecules;
  private double seconds;
  private double steps;

  /** The window that {@link #state()} told of. */
  static LogWindow ofState(List<Double> state) {
    var window = new LogWindow();
    window.loss = state.get(0);
    window.norm = state.get(1);
    window.molecules = state.get(2);
    window.seconds = state.get(3);
    window.steps = state.get(4);
    return window;
  }

  /** Sums of losses, gradient norms, molecules and seconds, and the number of steps. */
  List<Double> state() {
    return List.of(loss, norm, molecules, seconds, steps);
  }

  void add(DenoisingModel.Update update, int count, long nanos) {
    loss += update.loss();
    norm += update.gradientNorm();
    molecules += count;
    seconds += nanos * 1e-9;
    steps++;
  }

  Map<String, Double> metrics() {
    return Map.of(
        "train_loss", loss / steps,
        "gradient_norm", norm / steps,
        "molecules_per_s", molecules / seconds);
  }

  void clear() {
    loss = 0;
    norm = 0;
    molecules = 0;
    seconds = 0;
    steps = 0;
  }
}
