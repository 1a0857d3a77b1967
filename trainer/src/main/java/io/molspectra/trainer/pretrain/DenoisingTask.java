package io.molspectra.trainer.pretrain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.molspectra.trainer.config.PretrainConfig;
import io.molspectra.trainer.data.Prefetcher;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Stage one: denoising of structures. */
final class DenoisingTask implements TrainingTask<PreparedBatch> {
  private static final String NORMALIZER = "noise_normalizer";

  private final DenoisingData data;
  private final DenoisingModel model;
  private final NDManager manager;

  DenoisingTask(PretrainConfig config, DenoisingData data, ai.djl.Device device) {
    this.data = data;
    this.manager = NDManager.newBaseManager(device, "PyTorch");
    this.model =
        new DenoisingModel(
            manager,
            DenoisingModel.trainingGraph(config.model(), config.seed()),
            config.optimiser().toAdamW(),
            config.optimiser().maxGradientNorm(),
            config.noise().sigma());
  }

  @Override
  public List<String> trainingMetrics() {
    return List.of();
  }

  @Override
  public List<String> validationMetrics() {
    return List.of(VALIDATION_LOSS);
  }

  @Override
  public Prefetcher<PreparedBatch> training(long firstStep, long endStep) {
    return data.training(firstStep, endStep);
  }

  @Override
  public int moleculeCount(PreparedBatch batch) {
    return batch.moleculeCount();
  }

  @Override
  public Update train(PreparedBatch batch, double learningRate) {
    return model.train(batch, learningRate);
  }

  /** Mean loss over all noise components of the validation molecules. */
  @Override
  public Optional<Map<String, Double>> validate(BooleanSupplier stopping) {
    double sum = 0;
    long count = 0;
    try (Prefetcher<PreparedBatch> batches = data.validation()) {
      while (batches.hasNext()) {
        if (stopping.getAsBoolean()) {
          return Optional.empty();
        }
        PreparedBatch batch = batches.next();
        sum += model.evaluate(batch) * batch.noise().length;
        count += batch.noise().length;
      }
    }
    return count == 0 ? Optional.empty() : Optional.of(Map.of(VALIDATION_LOSS, sum / count));
  }

  @Override
  public String graphHash() {
    return model.graphHash();
  }

  @Override
  public Map<String, Map<String, NDArray>> tensors() {
    return Map.of("parameters", model.parameters(), "moments", model.optimiser().moments());
  }

  @Override
  public Map<String, List<Double>> buffers() {
    return Map.of(NORMALIZER, model.noise().state());
  }

  @Override
  public void resumeAt(long step, Map<String, List<Double>> buffers) {
    model.optimiser().resumeAt(step);
    model.noise().restore(Pretraining.buffer(buffers, NORMALIZER));
  }

  @Override
  public void close() {
    model.close();
    manager.close();
  }
}
