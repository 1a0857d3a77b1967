package io.molspectra.trainer.stagetwo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.molspectra.graph.Graph;
import io.molspectra.graph.Type;
import io.molspectra.network.MoleculeNetwork;
import io.molspectra.network.ParameterSource;
import io.molspectra.network.SpecFormerNetwork;
import io.molspectra.network.StageTwoNetwork;
import io.molspectra.trainer.checkpoint.Fingerprint;
import io.molspectra.trainer.config.StageTwoConfig;
import io.molspectra.trainer.execute.Gradients;
import io.molspectra.trainer.execute.GraphExecutor;
import io.molspectra.trainer.execute.InputBuffers;
import io.molspectra.trainer.execute.Precision;
import io.molspectra.trainer.optimise.AdamW;
import io.molspectra.trainer.optimise.GradientClipping;
import io.molspectra.trainer.pretrain.NoiseTargets;
import io.molspectra.trainer.pretrain.PreparedBatch;
import io.molspectra.trainer.pretrain.TrainingTask.Update;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Both networks under training, with optimiser and running statistics. */
final class StageTwoModel implements AutoCloseable {
  /** Losses by the names of their metrics. */
  static final Map<String, String> LOSSES =
      Map.of(
          "denoise", MoleculeNetwork.LOSS_DENOISE,
          "reconstruct", SpecFormerNetwork.LOSS_RECONSTRUCT,
          "contrast", StageTwoNetwork.LOSS_CONTRAST);

  private final NDManager manager;
  private final GraphExecutor training;
  private final GraphExecutor evaluation;
  private final AdamW optimiser;
  private final RunningStatistics statistics;
  private final double maxGradientNorm;
  private final NoiseTargets noise;
  private final InputBuffers buffers = new InputBuffers();
  private final Map<String, String> active = new LinkedHashMap<>();

  /**
   * @param manager gives the device
   * @param parameters initial values
   */
  StageTwoModel(NDManager manager, StageTwoConfig config, ParameterSource parameters) {
    this.manager = manager;
    Graph trainingGraph = StageTwoNetworks.graph(config, parameters, true);
    Graph evaluationGraph = StageTwoNetworks.graph(config, parameters, false);
    this.training = new GraphExecutor(trainingGraph, manager, Precision.FLOAT32);
    this.statistics = new RunningStatistics(manager, trainingGraph, evaluationGraph);
    var shared = new LinkedHashMap<>(training.parameters());
    shared.putAll(statistics.arrays());
    this.evaluation = new GraphExecutor(evaluationGraph, manager, Precision.FLOAT32, shared);
    this.optimiser =
        new AdamW(manager, training.parameters(), config.common().optimiser().toAdamW());
    this.maxGradientNorm = config.common().optimiser().maxGradientNorm();
    this.noise = new NoiseTargets(config.common().noise().sigma());
    activate("denoise", config.objective().denoise());
    activate("reconstruct", config.objective().reconstruct());
    activate("contrast", config.objective().contrast());
  }

  private void activate(String metric, double weight) {
    if (weight > 0) {
      active.put(metric, Objects.requireNonNull(LOSSES.get(metric)));
    }
  }

  /** Names of the losses that are trained, in the order of Eq. 8. */
  Collection<String> activeLosses() {
    return active.keySet();
  }

  Update train(StageTwoBatch batch, double learningRate) {
    try (NDManager step = manager.newSubManager()) {
      Map<String, NDArray> inputs =
          inputs(step, training, batch, noise.training(batch.structures().noise()));
      var wanted = new ArrayList<>(active.values());
      statistics.outputs().forEach(wanted::add);
      Gradients result =
          Gradients.of(
              training, step, inputs, StageTwoNetwork.LOSS, wanted, training.graph().parameters());
      double norm = GradientClipping.byGlobalNorm(result.gradients(), maxGradientNorm);
      optimiser.step(result.gradients(), learningRate);
      statistics.update(result.outputs());
      var metrics = new LinkedHashMap<String, Double>();
      active.forEach(
          (metric, output) -> metrics.put("train_" + metric, scalar(result.outputs(), output)));
      return new Update(scalar(result.outputs(), StageTwoNetwork.LOSS), norm, metrics);
    }
  }

  /** All losses of a batch without training, by the names of {@link #LOSSES}. */
  Map<String, Double> losses(StageTwoBatch batch) {
    try (NDManager step = manager.newSubManager()) {
      Map<String, NDArray> inputs =
          inputs(step, evaluation, batch, noise.validation(batch.structures().noise()));
      Map<String, NDArray> results = evaluation.run(step, inputs, LOSSES.values());
      var losses = new LinkedHashMap<String, Double>();
      LOSSES.forEach((metric, output) -> losses.put(metric, scalar(results, output)));
      return losses;
    }
  }

  /**
   * Embeddings of a batch.
   *
   * @param structures of the molecules, [M, C] row by row
   * @param spectra of their spectra, [M, C]
   */
  record Embedded(float[] structures, float[] spectra) {}

  Embedded embed(StageTwoBatch batch) {
    try (NDManager step = manager.newSubManager()) {
      Map<String, NDArray> inputs =
          inputs(step, evaluation, batch, new float[batch.structures().noise().length]);
      Map<String, NDArray> results =
          evaluation.run(
              step, inputs, List.of(MoleculeNetwork.EMBEDDING, SpecFormerNetwork.EMBEDDING));
      return new Embedded(
          Objects.requireNonNull(results.get(MoleculeNetwork.EMBEDDING)).toFloatArray(),
          Objects.requireNonNull(results.get(SpecFormerNetwork.EMBEDDING)).toFloatArray());
    }
  }

  private Map<String, NDArray> inputs(
      NDManager step, GraphExecutor executor, StageTwoBatch batch, float[] target) {
    Map<String, NDArray> inputs =
        PreparedBatch.toArrays(step, buffers, batch.structures().features());
    inputs.put(
        MoleculeNetwork.NOISE_TARGET,
        buffers.floats(step, MoleculeNetwork.NOISE_TARGET, target, target.length / 3, 3));
    long molecules = batch.moleculeCount();
    batch
        .spectra()
        .forEach(
            (name, values) -> {
              Type type = executor.graph().type(name);
              long[] shape =
                  type.shape().rank() == 1
                      ? new long[] {molecules}
                      : new long[] {molecules, values.length / molecules};
              inputs.put(name, buffers.floats(step, name, values, shape));
            });
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

  Map<String, NDArray> parameters() {
    return training.parameters();
  }

  Map<String, NDArray> statistics() {
    return statistics.arrays();
  }

  AdamW optimiser() {
    return optimiser;
  }

  NoiseTargets noise() {
    return noise;
  }

  @Override
  public void close() {
    optimiser.close();
    evaluation.close();
    training.close();
  }
}
