package io.molspectra.trainer.finetune;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.molspectra.network.MoleculeNetwork;
import io.molspectra.network.PropertyHead;
import io.molspectra.trainer.config.FinetuneSettings;
import io.molspectra.trainer.data.Prefetcher;
import io.molspectra.trainer.pretrain.Pretraining;
import io.molspectra.trainer.pretrain.TrainingTask;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Fine-tuning. A validation tells the loss that is trained, without noise, and the mean absolute
 * error of each property in its unit; both of the moving average of the parameters, if there is
 * one.
 */
public final class FinetuneTask implements TrainingTask<FinetuneBatch> {
  private static final String NORMALIZER = "noise_normalizer";
  private static final String MAE = "validation_mae_";

  private final FinetuneData data;
  private final FinetuneModel model;
  private final NDManager manager;

  /**
   * @param device from {@code Devices.parse}
   * @param start initial parameters
   */
  public FinetuneTask(FinetuneData data, ai.djl.Device device, FinetuneStart start) {
    this.data = data;
    this.manager = NDManager.newBaseManager(device, "PyTorch");
    this.model =
        new FinetuneModel(
            manager, data.config(), data.heads(), start.source(data.config().common().seed()));
    start.noise().ifPresent(model.noise()::restore);
  }

  @Override
  public List<String> trainingMetrics() {
    return model.lossOutputs().stream().map(name -> "train_" + name).toList();
  }

  @Override
  public List<String> validationMetrics() {
    var names = new ArrayList<String>();
    names.add(VALIDATION_LOSS);
    data.heads().forEach(head -> names.add(MAE + head.task()));
    if (data.learnsForces()) {
      names.add(MAE + MoleculeNetwork.FORCES);
    }
    return names;
  }

  @Override
  public Prefetcher<FinetuneBatch> training(long firstStep, long endStep) {
    return data.training(firstStep, endStep);
  }

  @Override
  public int moleculeCount(FinetuneBatch batch) {
    return batch.moleculeCount();
  }

  @Override
  public Update train(FinetuneBatch batch, double learningRate) {
    return model.train(batch, learningRate);
  }

  @Override
  public Optional<Map<String, Double>> validate(BooleanSupplier stopping) {
    int[] molecules = data.split().validation();
    FinetuneSettings settings = data.config().finetune();
    var errors = new LinkedHashMap<String, ErrorSums>();
    try (Prefetcher<FinetuneBatch> batches = data.asTheyAre(molecules)) {
      while (batches.hasNext()) {
        if (stopping.getAsBoolean()) {
          return Optional.empty();
        }
        add(batches.next(), errors);
      }
    }
    // A property none of them has a label of is not known to be right.
    errors.values().removeIf(ErrorSums::isEmpty);
    if (errors.isEmpty()) {
      return Optional.empty();
    }
    var metrics = new LinkedHashMap<String, Double>();
    double loss = 0;
    for (Map.Entry<String, Double> weight :
        FinetuneNetworks.weights(settings, data.heads()).entrySet()) {
      ErrorSums sums = errors.get(weight.getKey());
      if (sums != null) {
        loss += weight.getValue() == 0 ? 0 : weight.getValue() * sums.meanLoss();
        metrics.put(MAE + weight.getKey(), sums.meanAbsolute() * scale(weight.getKey()));
      }
    }
    metrics.put(VALIDATION_LOSS, loss);
    return Optional.of(metrics);
  }

  private double scale(String task) {
    return data.heads().stream()
        .filter(head -> head.task().equals(task))
        .findFirst()
        .orElse(data.heads().get(0))
        .scale();
  }

  private void add(FinetuneBatch batch, Map<String, ErrorSums> errors) {
    FinetuneModel.Answers answers = model.answer(batch);
    FinetuneSettings.Loss loss = data.config().finetune().loss();
    for (PropertyHead head : data.heads()) {
      float[] answer = Objects.requireNonNull(answers.scalars().get(head.task()));
      ErrorSums sums = errors.computeIfAbsent(head.task(), task -> new ErrorSums(loss));
      for (int i = 0; i < answer.length; i++) {
        double target = data.target(head, batch.molecules()[i]);
        if (Double.isFinite(target)) {
          sums.add(answer[i] - target);
        }
      }
    }
    float[] targets = batch.targets().get(MoleculeNetwork.FORCES + MoleculeNetwork.TARGET);
    if (targets != null) {
      ErrorSums sums = errors.computeIfAbsent(MoleculeNetwork.FORCES, task -> new ErrorSums(loss));
      for (int k = 0; k < targets.length; k++) {
        sums.add(answers.forces()[k] - targets[k]);
      }
    }
  }

  /** Answers for molecules in the units of their properties, of the averaged parameters. */
  public FinetuneAnswers predict(int[] molecules) {
    var answers = new FinetuneAnswers(data, molecules);
    try (Prefetcher<FinetuneBatch> batches = data.asTheyAre(molecules)) {
      while (batches.hasNext()) {
        FinetuneBatch batch = batches.next();
        answers.add(batch, model.answer(batch));
      }
    }
    return answers;
  }

  @Override
  public String graphHash() {
    return model.graphHash();
  }

  @Override
  public Map<String, Map<String, NDArray>> tensors() {
    return model.tensors();
  }

  @Override
  public Map<String, List<Double>> buffers() {
    return Map.of(NORMALIZER, model.noise().state());
  }

  @Override
  public void resumeAt(long step, Map<String, List<Double>> buffers) {
    model.resumeAt(step);
    model.noise().restore(Pretraining.buffer(buffers, NORMALIZER));
  }

  @Override
  public void close() {
    model.close();
    manager.close();
  }
}
