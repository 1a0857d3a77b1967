package io.molspectra.trainer.pretrain;

import io.molspectra.trainer.report.MetricsCsv;
import io.molspectra.trainer.report.MetricsSink;
import io.molspectra.trainer.report.TensorBoardEvents;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The metrics of a run, in every form in which its folder holds them. */
final class RunMetrics implements AutoCloseable {
  private final List<MetricsSink> sinks;

  private RunMetrics(List<MetricsSink> sinks) {
    this.sinks = sinks;
  }

  /**
   * Opens the files for appending.
   *
   * @param lastStep what they say of later steps is dropped; -1 to start afresh
   * @throws IOException if they cannot be written, or are of another task
   */
  static RunMetrics open(RunFolder folder, TrainingTask<?> task, long lastStep) throws IOException {
    var columns = new ArrayList<String>();
    columns.add("train_loss");
    columns.addAll(task.trainingMetrics());
    columns.addAll(task.validationMetrics());
    columns.addAll(List.of("learning_rate", "gradient_norm", "molecules_per_s"));
    return new RunMetrics(
        List.of(
            MetricsCsv.open(folder.metrics(), columns, lastStep),
            new TensorBoardEvents(folder.tensorBoard(), lastStep)));
  }

  /**
   * Writes what was measured at a step, if anything was.
   *
   * @throws IllegalArgumentException if the task did not announce a metric
   */
  void append(long step, Map<String, Double> metrics) throws IOException {
    if (metrics.isEmpty()) {
      return;
    }
    for (MetricsSink sink : sinks) {
      sink.append(step, metrics);
    }
  }

  @Override
  public void close() throws IOException {
    for (MetricsSink sink : sinks) {
      sink.close();
    }
  }
}
