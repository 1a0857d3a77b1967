package io.molspectra.bundle;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * Statistics of the coordinate noise a denoising network was trained on. The network predicts
 * (noise - mean) / std.
 *
 * @param mean of each axis, [3], angstrom
 * @param std of each axis, [3], angstrom, positive
 */
public record NoiseNormalizer(
    @JsonProperty(required = true) List<Double> mean,
    @JsonProperty(required = true) List<Double> std) {

  /**
   * @throws IllegalArgumentException if there are not three finite values each, or a standard
   *     deviation is not positive
   */
  public NoiseNormalizer {
    mean = List.copyOf(mean);
    std = List.copyOf(std);
    if (mean.size() != 3 || std.size() != 3) {
      throw new IllegalArgumentException("noise mean and std need 3 values each");
    }
    for (int axis = 0; axis < 3; axis++) {
      double deviation = std.get(axis);
      if (!Double.isFinite(mean.get(axis)) || !Double.isFinite(deviation) || deviation <= 0) {
        throw new IllegalArgumentException(
            "noise mean must be finite and std positive, got " + mean + " and " + std);
      }
    }
  }

  /** Raw network output [A, 3] to noise in angstrom [A, 3]. */
  public float[] toAngstrom(float[] raw) {
    float[] noise = new float[raw.length];
    for (int k = 0; k < raw.length; k++) {
      noise[k] = (float) (raw[k] * std.get(k % 3) + mean.get(k % 3));
    }
    return noise;
  }
}
