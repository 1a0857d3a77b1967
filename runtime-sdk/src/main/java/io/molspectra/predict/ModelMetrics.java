package io.molspectra.predict;

import java.time.Duration;

/**
 * Told of what a model does, for the counters and timers of a metrics library. Called by whichever
 * thread predicts, and by several at once: implementations must be thread-safe and quick. What they
 * throw reaches the caller of the prediction.
 */
@FunctionalInterface
public interface ModelMetrics {

  /** Nothing is told. */
  ModelMetrics NONE = batch -> {};

  /** A batch was answered. */
  void answered(Batch batch);

  /**
   * A batch of molecules or spectra that went through a graph.
   *
   * @param graph file name within the bundle
   * @param records molecules or spectra
   * @param preparation time for neighbours, index tensors and copies in and out
   * @param inference time in ONNX Runtime alone
   */
  record Batch(String graph, int records, Duration preparation, Duration inference) {}
}
