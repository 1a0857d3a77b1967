package io.molspectra.trainer.objective;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Brings the noise to zero mean and unit variance by the statistics, axis by axis, of all training
 * noise seen so far (the reference's accumulated normalisation). In training a batch is counted
 * first and then normalised by statistics that include it; in evaluation nothing is counted.
 *
 * <pre>
 * mean = sum / max(count, 1)
 * std  = max(sqrt(max(sumOfSquares / count - mean^2, 0)), 1e-8)
 * </pre>
 *
 * <p>Not thread-safe.
 */
public final class RunningNoiseNormalizer {

  /** Where the sums are rounded to. */
  public enum Precision {
    /** As the reference keeps them; its checkpoints hold such sums. */
    FLOAT32,
    /** Ours: sums stay exact over millions of steps. */
    FLOAT64
  }

  private static final double SMALLEST_STD = 1e-8;
  private static final int STATE_SIZE = 8;

  private final Precision precision;
  private final double[] sum = new double[3];
  private final double[] sumOfSquares = new double[3];
  private double count;
  private double accumulations;

  /** A normaliser that has seen nothing. */
  public RunningNoiseNormalizer(Precision precision) {
    this.precision = precision;
  }

  /** Continues from {@link #state()}. */
  public static RunningNoiseNormalizer ofState(Precision precision, List<Double> state) {
    if (state.size() != STATE_SIZE) {
      throw new IllegalArgumentException(
          "the state of a noise normaliser has %d numbers, got %d"
              .formatted(STATE_SIZE, state.size()));
    }
    RunningNoiseNormalizer normalizer = new RunningNoiseNormalizer(precision);
    for (int axis = 0; axis < 3; axis++) {
      normalizer.sum[axis] = state.get(axis);
      normalizer.sumOfSquares[axis] = state.get(3 + axis);
    }
    normalizer.count = state.get(6);
    normalizer.accumulations = state.get(7);
    return normalizer;
  }

  /** Sums [3], sums of squares [3], count of atoms, count of batches: for a checkpoint. */
  public List<Double> state() {
    List<Double> state = new ArrayList<>(STATE_SIZE);
    Arrays.stream(sum).forEach(state::add);
    Arrays.stream(sumOfSquares).forEach(state::add);
    state.add(count);
    state.add(accumulations);
    return List.copyOf(state);
  }

  /**
   * Counts a training batch and normalises it.
   *
   * @param noise [A, 3], angstrom
   * @return [A, 3]
   */
  public double[] normalizeInTraining(float[] noise) {
    accumulate(noise);
    return normalize(noise);
  }

  /**
   * Normalises without counting.
   *
   * @param noise [A, 3], angstrom
   * @return [A, 3]
   */
  public double[] normalize(float[] noise) {
    requireRows(noise);
    double[] mean = mean();
    double[] std = std();
    double[] normalized = new double[noise.length];
    for (int k = 0; k < noise.length; k++) {
      normalized[k] = (noise[k] - mean[k % 3]) / std[k % 3];
    }
    return normalized;
  }

  /** Whether anything was counted yet; before that, mean and deviation say nothing. */
  public boolean hasSeenNoise() {
    return count > 0;
  }

  /** Mean of each axis, [3], angstrom. */
  public double[] mean() {
    double[] mean = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      mean[axis] = rounded(sum[axis] / Math.max(count, 1));
    }
    return mean;
  }

  /** Standard deviation of each axis, [3], angstrom, at least 1e-8. */
  public double[] std() {
    double[] mean = mean();
    double[] std = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      double variance = sumOfSquares[axis] / Math.max(count, 1) - mean[axis] * mean[axis];
      std[axis] = rounded(Math.max(Math.sqrt(Math.max(variance, 0)), SMALLEST_STD));
    }
    return std;
  }

  private void accumulate(float[] noise) {
    requireRows(noise);
    double[] batchSum = new double[3];
    double[] batchSquares = new double[3];
    for (int k = 0; k < noise.length; k++) {
      batchSum[k % 3] += noise[k];
      batchSquares[k % 3] += (double) noise[k] * noise[k];
    }
    for (int axis = 0; axis < 3; axis++) {
      sum[axis] = rounded(sum[axis] + batchSum[axis]);
      sumOfSquares[axis] = rounded(sumOfSquares[axis] + batchSquares[axis]);
    }
    count = rounded(count + noise.length / 3.0);
    accumulations = rounded(accumulations + 1);
  }

  private double rounded(double value) {
    return precision == Precision.FLOAT32 ? (float) value : value;
  }

  private static void requireRows(float[] noise) {
    if (noise.length == 0 || noise.length % 3 != 0) {
      throw new IllegalArgumentException(
          "noise must have 3 numbers for each of its atoms, got " + noise.length);
    }
  }
}
