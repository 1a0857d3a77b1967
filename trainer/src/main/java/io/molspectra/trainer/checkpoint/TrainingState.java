package io.molspectra.trainer.checkpoint;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run must know to go on, apart from tensors. Batches, noise and learning rate are functions
 * of the seed and the step, so the step is the whole position in the data and in the random
 * sequence.
 *
 * @param formatVersion {@link #FORMAT_VERSION}
 * @param step number of updates made
 * @param seed of the run
 * @param best best validation so far
 * @param configHash of the configuration, see {@code PretrainConfig.hash()}
 * @param graphHash of the network's graph
 * @param metrics name to latest value, in alphabetical order
 * @param buffers name to values of small running statistics, such as the noise normaliser's
 */
public record TrainingState(
    int formatVersion,
    long step,
    long seed,
    Best best,
    String configHash,
    String graphHash,
    Map<String, Double> metrics,
    Map<String, List<Double>> buffers) {

  /** The version this code writes and reads. */
  public static final int FORMAT_VERSION = 1;

  /**
   * The best validation of a run.
   *
   * @param step its number of updates, -1 before the first validation
   * @param metric its loss, infinite before the first validation
   */
  public record Best(long step, double metric) {

    /** No validation yet. */
    public static final Best NONE = new Best(-1, Double.POSITIVE_INFINITY);

    /** The better one of this and another validation; a NaN metric never is. */
    public Best orBetter(long otherStep, double otherMetric) {
      return otherMetric < metric ? new Best(otherStep, otherMetric) : this;
    }
  }

  /**
   * @throws IllegalArgumentException if the step is negative
   */
  public TrainingState {
    if (step < 0) {
      throw new IllegalArgumentException("step must not be negative, got " + step);
    }
    metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
    Map<String, List<Double>> copies = new TreeMap<>();
    buffers.forEach((name, values) -> copies.put(name, List.copyOf(values)));
    buffers = Collections.unmodifiableMap(copies);
  }

  /** The state in the current format. */
  public static TrainingState of(
      long step,
      long seed,
      Best best,
      String configHash,
      String graphHash,
      Map<String, Double> metrics,
      Map<String, List<Double>> buffers) {
    return new TrainingState(
        FORMAT_VERSION, step, seed, best, configHash, graphHash, metrics, buffers);
  }

  /**
   * Makes sure that a run continues what it left.
   *
   * @throws CheckpointException.Mismatched if configuration or network differ
   */
  public void requireSameRun(String expectedConfigHash, String expectedGraphHash) {
    if (!configHash.equals(expectedConfigHash)) {
      throw new CheckpointException.Mismatched(
          "the checkpoint of step %d was made with another configuration (hash %.12s, now %.12s);"
                  .formatted(step, configHash, expectedConfigHash)
              + " resume with the settings stored in the run, or start a new run");
    }
    if (!graphHash.equals(expectedGraphHash)) {
      throw new CheckpointException.Mismatched(
          "the checkpoint of step %d belongs to another network (graph hash %.12s, now %.12s);"
                  .formatted(step, graphHash, expectedGraphHash)
              + " resume with the version of the trainer that wrote it, or start a new run");
    }
  }
}
