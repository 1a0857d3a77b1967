package io.molspectra.trainer.pretrain;

import io.molspectra.trainer.objective.RunningNoiseNormalizer;
import java.util.Arrays;
import java.util.List;

/** What a network is to predict of the noise: the noise over its running deviation. */
public final class NoiseTargets {
  private final double sigma;
  private RunningNoiseNormalizer normalizer =
      new RunningNoiseNormalizer(RunningNoiseNormalizer.Precision.FLOAT64);

  /**
   * @param sigma standard deviation of the noise, angstrom: its scale before any was seen
   */
  public NoiseTargets(double sigma) {
    this.sigma = sigma;
  }

  /** Targets of a training step, whose noise counts in the statistics; as many as components. */
  public float[] training(float[] noise) {
    return rounded(normalizer.normalizeInTraining(noise));
  }

  /** Targets of a validation, statistics frozen. */
  public float[] validation(float[] noise) {
    if (normalizer.hasSeenNoise()) {
      return rounded(normalizer.normalize(noise));
    }
    double[] scaled = new double[noise.length];
    Arrays.setAll(scaled, i -> noise[i] / sigma);
    return rounded(scaled);
  }

  /** The statistics, for a checkpoint. */
  public List<Double> state() {
    return normalizer.state();
  }

  /** Goes on with the statistics of a checkpoint. */
  public void restore(List<Double> state) {
    normalizer = RunningNoiseNormalizer.ofState(RunningNoiseNormalizer.Precision.FLOAT64, state);
  }

  private static float[] rounded(double[] values) {
    float[] rounded = new float[values.length];
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = (float) values[i];
    }
    return rounded;
  }
}
