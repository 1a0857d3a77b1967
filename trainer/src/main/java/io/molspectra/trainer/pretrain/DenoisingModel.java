package io.molspectra.trainer.pretrain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.molspectra.graph.Graph;
import io.molspectra.network.EncoderSettings;
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
import io.molspectra.trainer.objective.RunningNoiseNormalizer;
import io.molspectra.trainer.optimise.AdamW;
import io.molspectra.trainer.optimise.AdamWSettings;
import io.molspectra.trainer.optimise.GradientClipping;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The network under training with its optimiser and noise statistics. */
public final class DenoisingModel implements AutoCloseable {
  private final GraphExecutor executor;
  private final AdamW optimiser;
  private final double maxGradientNorm;
  private final double sigma;
  private final NDManager manager;
  private final InputBuffers buffers = new InputBuffers();
  private RunningNoiseNormalizer normalizer =
      new RunningNoiseNormalizer(RunningNoiseNormalizer.Precision.FLOAT64);

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
    this.sigma = sigma;
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
  public static EncoderSettings encoderSettings(ModelSettings model) {
    return EncoderSettings.of(
        Preset.valueOf(model.preset().name()),
        model.embeddingDimension(),
        model.numLayers(),
        model.numHeads(),
        model.numRbf(),
        model.cutoffLower(),
        model.cutoffUpper(),
        model.maxZ());
  }

  /**
   * One update.
   *
   * @param loss mean squared error of the normalised noise; 1 if nothing is predicted
   * @param gradientNorm global norm before clipping
   */
  public record Update(double loss, double gradientNorm) {}

  /**
   * Makes one update.
   *
   * @throws io.molspectra.trainer.optimise.NonFiniteGradientException if a gradient is not finite
   */
  public Update train(PreparedBatch batch, double learningRate) {
    try (NDManager step = manager.newSubManager()) {
      Map<String, NDArray> inputs =
          inputs(step, batch, normalizer.normalizeInTraining(batch.noise()));
      Gradients result = Gradients.of(executor, step, inputs, MoleculeNetwork.LOSS_DENOISE);
      double norm = GradientClipping.byGlobalNorm(result.gradients(), maxGradientNorm);
      optimiser.step(result.gradients(), learningRate);
      return new Update(loss(result.outputs()), norm);
    }
  }

  /** Loss of a batch without training, statistics frozen. */
  public double evaluate(PreparedBatch batch) {
    try (NDManager step = manager.newSubManager()) {
      Map<String, NDArray> inputs = inputs(step, batch, normalized(batch.noise()));
      return loss(executor.run(step, inputs));
    }
  }

  private double[] normalized(float[] noise) {
    if (normalizer.hasSeenNoise()) {
      return normalizer.normalize(noise);
    }
    double[] scaled = new double[noise.length];
    Arrays.setAll(scaled, i -> noise[i] / sigma);
    return scaled;
  }

  private static double loss(Map<String, NDArray> outputs) {
    return Objects.requireNonNull(outputs.get(MoleculeNetwork.LOSS_DENOISE)).toFloatArray()[0];
  }

  /** Identifies the network: a checkpoint of another one cannot be resumed. */
  public String graphHash() {
    return Fingerprint.of(executor.graph().nodes() + " " + executor.graph().types());
  }

  private Map<String, NDArray> inputs(NDManager step, PreparedBatch batch, double[] target) {
    float[] rounded = new float[target.length];
    for (int i = 0; i < target.length; i++) {
      rounded[i] = (float) target[i];
    }
    Map<String, NDArray> inputs = PreparedBatch.toArrays(step, buffers, batch.features());
    String name = MoleculeNetwork.NOISE_TARGET;
    inputs.put(name, buffers.floats(step, name, rounded, rounded.length / 3, 3));
    inputs.keySet().retainAll(executor.graph().inputs());
    return inputs;
  }

  public Map<String, NDArray> parameters() {
    return executor.parameters();
  }

  public AdamW optimiser() {
    return optimiser;
  }

  public RunningNoiseNormalizer normalizer() {
    return normalizer;
  }

  /** Continues with the statistics of a checkpoint. */
  void restoreNormalizer(List<Double> state) {
    normalizer = RunningNoiseNormalizer.ofState(RunningNoiseNormalizer.Precision.FLOAT64, state);
  }

  @Override
  public void close() {
    optimiser.close();
    executor.close();
  }
}
