package io.molspectra.trainer.pretrain;

import ai.djl.ndarray.NDArray;
import io.molspectra.trainer.data.Prefetcher;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What a run trains, with its data: the run around it makes the steps, reports and saves. What a
 * batch holds must be a function of seed and step alone.
 *
 * @param <B> a batch, ready for the device
 */
public interface TrainingTask<B> extends AutoCloseable {
  /** Name of the metric that tells which checkpoint is the best; the smaller the better. */
  String VALIDATION_LOSS = "validation_loss";

  /** Names of what an update tells besides its loss. */
  List<String> trainingMetrics();

  /** Names of what a validation tells, {@link #VALIDATION_LOSS} among them. */
  List<String> validationMetrics();

  /** Batches of the steps from one (inclusive) to another (exclusive), made in the background. */
  Prefetcher<B> training(long firstStep, long endStep);

  /** Number of molecules of a batch. */
  int moleculeCount(B batch);

  /**
   * Makes one update.
   *
   * @throws io.molspectra.trainer.optimise.NonFiniteGradientException if a gradient is not finite
   */
  Update train(B batch, double learningRate);

  /**
   * Validates on what was held out.
   *
   * @param stopping asked between batches
   * @return empty if nothing was held out, or if it was stopped
   */
  Optional<Map<String, Double>> validate(BooleanSupplier stopping);

  /** Identifies the network: a checkpoint of another one cannot be resumed. */
  String graphHash();

  /** The live tensors of a checkpoint by group; {@code parameters} and {@code moments} at least. */
  Map<String, Map<String, NDArray>> tensors();

  /** What else a checkpoint must hold. */
  Map<String, List<Double>> buffers();

  /**
   * Goes on from a checkpoint whose tensors were copied into {@link #tensors()}.
   *
   * @param step updates made before
   * @param buffers what {@link #buffers()} told then
   */
  void resumeAt(long step, Map<String, List<Double>> buffers);

  @Override
  void close();

  /**
   * One update.
   *
   * @param loss what was minimised
   * @param gradientNorm global norm before clipping
   * @param metrics by the names of {@link #trainingMetrics()}
   */
  record Update(double loss, double gradientNorm, Map<String, Double> metrics) {
    /** Copies the metrics. */
    public Update {
      metrics = Map.copyOf(metrics);
    }
  }
}
