package io.molspectra.trainer.stagetwo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.molspectra.network.ParameterSource;
import io.molspectra.trainer.config.ObjectiveConfig;
import io.molspectra.trainer.data.Prefetcher;
import io.molspectra.trainer.pretrain.Pretraining;
import io.molspectra.trainer.pretrain.TrainingTask;
import io.molspectra.trainer.retrieval.Embeddings;
import io.molspectra.trainer.retrieval.RetrievalRanks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Stage two under training. A validation tells all three losses on the held-out molecules, whatever
 * is trained, and how often a molecule is found by its spectra among all that were held out.
 */
public final class StageTwoTask implements TrainingTask<StageTwoBatch> {
  private static final String NORMALIZER = "noise_normalizer";
  private static final String PREFIX = "validation_";
  private static final List<String> LOSSES = List.of("denoise", "reconstruct", "contrast");
  private static final List<Integer> TOPS = List.of(1, 5, 10);

  private final StageTwoData data;
  private final StageTwoModel model;
  private final NDManager manager;
  private final ObjectiveConfig objective;

  /**
   * @param device from {@code Devices.parse}
   * @param start initial parameters
   */
  public StageTwoTask(StageTwoData data, ai.djl.Device device, Start start) {
    this.data = data;
    this.objective = data.config().objective();
    this.manager = NDManager.newBaseManager(device, "PyTorch");
    this.model = new StageTwoModel(manager, data.config(), start.parameters());
    start.noise().ifPresent(model.noise()::restore);
  }

  /**
   * Where a run of stage two begins.
   *
   * @param parameters initial values
   * @param noise running statistics of the noise, if any were seen
   */
  public record Start(ParameterSource parameters, Optional<List<Double>> noise) {}

  @Override
  public List<String> trainingMetrics() {
    return model.activeLosses().stream().map(loss -> "train_" + loss).toList();
  }

  @Override
  public List<String> validationMetrics() {
    var names = new ArrayList<String>();
    names.add(VALIDATION_LOSS);
    LOSSES.forEach(loss -> names.add(PREFIX + loss));
    TOPS.forEach(top -> names.add(PREFIX + "top" + top));
    return names;
  }

  @Override
  public Prefetcher<StageTwoBatch> training(long firstStep, long endStep) {
    return data.training(firstStep, endStep);
  }

  @Override
  public int moleculeCount(StageTwoBatch batch) {
    return batch.moleculeCount();
  }

  @Override
  public Update train(StageTwoBatch batch, double learningRate) {
    return model.train(batch, learningRate);
  }

  @Override
  public Optional<Map<String, Double>> validate(BooleanSupplier stopping) {
    var sums = new HashMap<String, Double>();
    long components = 0;
    long molecules = 0;
    try (Prefetcher<StageTwoBatch> batches = data.heldOut()) {
      while (batches.hasNext()) {
        if (stopping.getAsBoolean()) {
          return Optional.empty();
        }
        StageTwoBatch batch = batches.next();
        Map<String, Double> losses = model.losses(batch);
        int noise = batch.structures().noise().length;
        losses.forEach(
            (name, loss) ->
                sums.merge(
                    name,
                    loss * (name.equals("denoise") ? noise : batch.moleculeCount()),
                    Double::sum));
        components += noise;
        molecules += batch.moleculeCount();
      }
    }
    if (molecules == 0) {
      return Optional.empty();
    }
    double denoise = sums.getOrDefault("denoise", Double.NaN) / components;
    double reconstruct = sums.getOrDefault("reconstruct", Double.NaN) / molecules;
    double contrast = sums.getOrDefault("contrast", Double.NaN) / molecules;
    var metrics = new LinkedHashMap<String, Double>();
    metrics.put(
        VALIDATION_LOSS,
        weighted(objective.denoise(), denoise)
            + weighted(objective.reconstruct(), reconstruct)
            + weighted(objective.contrast(), contrast));
    metrics.put(PREFIX + "denoise", denoise);
    metrics.put(PREFIX + "reconstruct", reconstruct);
    metrics.put(PREFIX + "contrast", contrast);
    RetrievalRanks ranks = heldOutRanks();
    TOPS.forEach(top -> metrics.put(PREFIX + "top" + top, ranks.top(top)));
    return Optional.of(metrics);
  }

  private static double weighted(double weight, double loss) {
    return weight == 0 ? 0 : weight * loss;
  }

  /** Ranks of the held-out molecules among themselves, each asked for by its spectra. */
  public RetrievalRanks heldOutRanks() {
    return RetrievalRanks.of(embed(data.split().validation()));
  }

  /** Embeddings of molecules as they are: no noise, nothing masked. */
  public Embeddings embed(int[] molecules) {
    int channels = data.config().common().model().embeddingDimension();
    var embeddings = new Embeddings(molecules.length, channels);
    int filled = 0;
    try (Prefetcher<StageTwoBatch> batches = data.asTheyAre(molecules)) {
      while (batches.hasNext()) {
        StageTwoBatch batch = batches.next();
        StageTwoModel.Embedded part = model.embed(batch);
        embeddings.put(filled, part.structures(), part.spectra());
        filled += batch.moleculeCount();
      }
    }
    return embeddings;
  }

  @Override
  public String graphHash() {
    return model.graphHash();
  }

  @Override
  public Map<String, Map<String, NDArray>> tensors() {
    var groups = new LinkedHashMap<String, Map<String, NDArray>>();
    groups.put("parameters", model.parameters());
    groups.put("moments", model.optimiser().moments());
    if (!model.statistics().isEmpty()) {
      groups.put("statistics", model.statistics());
    }
    return groups;
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
