package io.molspectra.trainer.pretrain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.molspectra.graph.Graph;
import io.molspectra.network.EgnnSettings;
import io.molspectra.network.EncoderSettings;
import io.molspectra.network.EncoderSpec;
import io.molspectra.network.MoleculeNetwork;
import io.molspectra.network.ParameterSource;
import io.molspectra.network.Preset;
import io.molspectra.network.RandomParameters;
import io.molspectra.trainer.checkpoint.Fingerprint;
import io.molspectra.trainer.config.ModelSettings;
import io.molspectra.trainer.execute.Gradients;
import io.molspectra.trainer.execute.GraphExecutor;
import io.molspectra.trainer.execute.InputBuffers;
import io.molspectra.trainer.execute.Precision;
import io.molspectra.trainer.optimise.AdamW;
import io.molspectra.trainer.optimise.AdamWSettings;
import io.molspectra.trainer.optimise.GradientClipping;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The network under training with its optimiser and noise statistics. */
public final class DenoisingModel implements AutoCloseable {
  private final GraphExecutor executor;
  private final AdamW optimiser;
  private final double maxGradientNorm;
  private final NDManager manager;
  private final NoiseTargets noise;
  private final InputBuffers buffers = new InputBuffers();

  /**
   * @param manager gives the device
   * @param graph with the output {@link MoleculeNetwork#LOSS_DENOISE}
   * @param sigma standard deviation of the noise, angstrom: its scale before any was seen
   */
  public DenoisingModel(
      NDManager manager,
      Graph graph,
      AdamWSettings settings,
      double maxGradientNorm,
      double sigma) {
    this.manager = manager;
    this.executor = new GraphExecutor(graph, manager, Precision.FLOAT32);
    this.optimiser = new AdamW(manager, executor.parameters(), settings);
    this.maxGradientNorm = maxGradientNorm;
    this.noise = new NoiseTargets(sigma);
  }

  /** The network of a configuration with fresh or given parameters: encoder and noise head. */
  public static MoleculeNetwork network(ModelSettings model, ParameterSource parameters) {
    return new MoleculeNetwork("denoising", encoderSettings(model), parameters).withNoise();
  }

  /** The training graph of a configuration with fresh parameters. */
  public static Graph trainingGraph(ModelSettings model, long seed) {
    return network(model, new RandomParameters(seed))
        .withDenoisingLoss()
        .build()
        .select("denoising training", List.of(MoleculeNetwork.LOSS_DENOISE));
  }

  /** The architecture a configuration describes. */
  public static EncoderSpec encoderSettings(ModelSettings model) {
    return switch (model.encoder()) {
      case ET ->
          EncoderSettings.of(
              Preset.valueOf(model.preset().name()),
              model.embeddingDimension(),
              model.numLayers(),
              model.numHeads(),
              model.numRbf(),
              model.cutoffLower(),
              model.cutoffUpper(),
              model.maxZ());
      case EGNN ->
          new EgnnSettings(
              model.embeddingDimension(),
              model.numLayers(),
              model.numRbf(),
              model.cutoffLower(),
              model.cutoffUpper(),
              model.maxZ(),
              true,
              true);
    };
  }

  /**
   * Makes one update; the loss is the mean squared error of the normalised noise, 1 if nothing is
   * predicted.
   *
   * @throws io.molspectra.trainer.optimise.NonFiniteGradientException if a gradient is not finite
   */
  public TrainingTask.Update train(PreparedBatch batch, double learningRate) {
    try (NDManager step = manager.newSubManager()) {
      Map<String, NDArray> inputs = inputs(step, batch, noise.training(batch.noise()));
      Gradients result = Gradients.of(executor, step, inputs, MoleculeNetwork.LOSS_DENOISE);
      double norm = GradientClipping.byGlobalNorm(result.gradients(), maxGradientNorm);
      optimiser.step(result.gradients(), learningRate);
      return new TrainingTask.Update(loss(result.outputs()), norm, Map.of());
    }
  }

  /** Loss of a batch without training, statistics frozen. */
  public double evaluate(PreparedBatch batch) {
    try (NDManager step = manager.newSubManager()) {
      Map<String, NDArray> inputs = inputs(step, batch, noise.validation(batch.noise()));
      return loss(executor.run(step, inputs));
    }
  }

  private static double loss(Map<String, NDArray> outputs) {
    return Objects.requireNonNull(outputs.get(MoleculeNetwork.LOSS_DENOISE)).toFloatArray()[0];
  }

  /** Identifies the network: a checkpoint of another one cannot be resumed. */
  public String graphHash() {
    return Fingerprint.of(executor.graph().nodes() + " " + executor.graph().types());
  }

  private Map<String, NDArray> inputs(NDManager step, PreparedBatch batch, float[] target) {
    Map<String, NDArray> inputs = PreparedBatch.toArrays(step, buffers, batch.features());
    String name = MoleculeNetwork.NOISE_TARGET;
    inputs.put(name, buffers.floats(step, name, target, target.length / 3, 3));
    inputs.keySet().retainAll(executor.graph().inputs());
    return inputs;
  }

  public Map<String, NDArray> parameters() {
    return executor.parameters();
  }

  public AdamW optimiser() {
    return optimiser;
  }

  /** What is to be predicted, with its running statistics. */
  NoiseTargets noise() {
    return noise;
  }

  @Override
  public void close() {
    optimiser.close();
    executor.close();
  }
}
