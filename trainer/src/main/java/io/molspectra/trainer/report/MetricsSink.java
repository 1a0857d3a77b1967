package io.molspectra.trainer.report;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;

/** Where the metrics of a run go, step after step. */
public interface MetricsSink extends Closeable {

  /**
   * Takes what was measured at a step, which reaches the file at once.
   *
   * @param step number of updates made; larger than at the call before
   * @param metrics name to value
   * @throws IOException if it cannot be written
   */
  void append(long step, Map<String, Double> metrics) throws IOException;
}
