package io.molspectra.trainer.finetune;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.molspectra.graph.Graph;
import io.molspectra.network.MoleculeNetwork;
import io.molspectra.network.ParameterSource;
import io.molspectra.network.PropertyHead;
import io.molspectra.trainer.checkpoint.Fingerprint;
import io.molspectra.trainer.config.FinetuneConfig;
import io.molspectra.trainer.execute.Gradients;
import io.molspectra.trainer.execute.GraphExecutor;
import io.molspectra.trainer.execute.InputBuffers;
import io.molspectra.trainer.execute.Precision;
import io.molspectra.trainer.optimise.AdamW;
import io.molspectra.trainer.optimise.GradientClipping;
import io.molspectra.trainer.optimise.LayerwiseDecay;
import io.molspectra.trainer.optimise.MovingAverage;
import io.molspectra.trainer.pretrain.NoiseTargets;
import io.molspectra.trainer.pretrain.PreparedBatch;
import io.molspectra.trainer.pretrain.TrainingTask.Update;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The network under fine-tuning, with optimiser and moving average. */
final class FinetuneModel implements AutoCloseable {
  private static final String ENCODER = "representation_model.";

  private final NDManager manager;
  private final List<PropertyHead> heads;
  private final GraphExecutor training;
  private final GraphExecutor evaluation;
  private final Map<String, NDArray> trained = new LinkedHashMap<>();
  private final AdamW optimiser;
  private final @Nullable MovingAverage average;
  private final double maxGradientNorm;
  private final NoiseTargets noise;
  private final InputBuffers buffers = new InputBuffers();

  FinetuneModel(
      NDManager manager,
      FinetuneConfig config,
      List<PropertyHead> heads,
      ParameterSource parameters) {
    this.manager = manager;
    this.heads = heads;
    this.training =
        new GraphExecutor(
            FinetuneNetworks.training(config, heads, parameters), manager, Precision.FLOAT32);
    training
        .parameters()
        .forEach(
            (name, array) -> {
              if (!config.finetune().freezeEncoder() || !name.startsWith(ENCODER)) {
                trained.put(name, array);
              }
            });
    double decay = config.finetune().averageDecay();
    this.average =
        decay == 0 ? null : new MovingAverage(manager, training.parameters(), decay, true);
    this.evaluation =
        new GraphExecutor(
            FinetuneNetworks.evaluation(config, heads, parameters),
            manager,
            Precision.FLOAT32,
            average == null ? training.parameters() : average.arrays());
    this.optimiser =
        new AdamW(
            manager,
            trained,
            config.common().optimiser().toAdamW(),
            LayerwiseDecay.of(config.finetune().layerDecay(), training.parameters().keySet())
                .factors(trained.keySet()));
    this.maxGradientNorm = config.common().optimiser().maxGradientNorm();
    this.noise = new NoiseTargets(config.common().noise().sigma());
  }

  Update train(FinetuneBatch batch, double learningRate) {
    try (NDManager step = manager.newSubManager()) {
      Map<String, NDArray> inputs = inputs(step, training, batch);
      Gradients result =
          Gradients.of(
              training,
              step,
              inputs,
              MoleculeNetwork.LOSS,
              training.graph().outputs(),
              trained.keySet());
      double norm = GradientClipping.byGlobalNorm(result.gradients(), maxGradientNorm);
      optimiser.step(result.gradients(), learningRate);
      if (average != null) {
        average.update();
      }
      var metrics = new LinkedHashMap<String, Double>();
      for (String output : lossOutputs()) {
        metrics.put("train_" + output, scalar(result.outputs(), output));
      }
      return new Update(scalar(result.outputs(), MoleculeNetwork.LOSS), norm, metrics);
    }
  }

  /** Names of the losses that are summed up. */
  List<String> lossOutputs() {
    return training.graph().outputs().stream()
        .filter(name -> !name.equals(MoleculeNetwork.LOSS))
        .toList();
  }

  /**
   * Standardised answers for a batch.
   *
   * @param scalars by task, [M]
   * @param forces [A, 3]; empty without forces
   */
  record Answers(Map<String, float[]> scalars, float[] forces) {}

  Answers answer(FinetuneBatch batch) {
    try (NDManager step = manager.newSubManager()) {
      Map<String, NDArray> inputs =
          PreparedBatch.toArrays(step, buffers, batch.structures().features());
      inputs.keySet().retainAll(evaluation.graph().inputs());
      Map<String, NDArray> results = evaluation.run(step, inputs);
      var scalars = new LinkedHashMap<String, float[]>();
      for (PropertyHead head : heads) {
        scalars.put(
            head.task(), Objects.requireNonNull(results.get(head.standardised())).toFloatArray());
      }
      NDArray forces = results.get(MoleculeNetwork.FORCES_STANDARDISED);
      return new Answers(scalars, forces == null ? new float[0] : forces.toFloatArray());
    }
  }

  private Map<String, NDArray> inputs(NDManager step, GraphExecutor executor, FinetuneBatch batch) {
    Map<String, NDArray> inputs =
        PreparedBatch.toArrays(step, buffers, batch.structures().features());
    long molecules = batch.moleculeCount();
    long atoms = batch.structures().features().atomCount();
    batch
        .targets()
        .forEach(
            (name, values) -> {
              long rows =
                  values.length == 3 * atoms && name.startsWith(MoleculeNetwork.FORCES)
                      ? atoms
                      : molecules;
              inputs.put(name, buffers.floats(step, name, values, rows, values.length / rows));
            });
    if (executor.graph().inputs().contains(MoleculeNetwork.NOISE_TARGET)) {
      float[] target = noise.training(batch.structures().noise());
      inputs.put(
          MoleculeNetwork.NOISE_TARGET,
          buffers.floats(step, MoleculeNetwork.NOISE_TARGET, target, atoms, 3));
    }
    inputs.keySet().retainAll(executor.graph().inputs());
    return inputs;
  }

  private static double scalar(Map<String, NDArray> results, String name) {
    return Objects.requireNonNull(results.get(name), name).toFloatArray()[0];
  }

  String graphHash() {
    Graph graph = training.graph();
    return Fingerprint.of(graph.nodes() + " " + graph.types());
  }

  /** The live tensors of a checkpoint. */
  Map<String, Map<String, NDArray>> tensors() {
    var groups = new LinkedHashMap<String, Map<String, NDArray>>();
    groups.put("parameters", training.parameters());
    groups.put("moments", optimiser.moments());
    if (average != null) {
      groups.put("average", average.arrays());
    }
    return groups;
  }

  void resumeAt(long step) {
    optimiser.resumeAt(step);
    if (average != null) {
      average.resumeAt(step);
    }
  }

  NoiseTargets noise() {
    return noise;
  }

  @Override
  public void close() {
    optimiser.close();
    evaluation.close();
    if (average != null) {
      average.close();
    }
    training.close();
  }
}
