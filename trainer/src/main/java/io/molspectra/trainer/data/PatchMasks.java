package io.molspectra.trainer.data;

import io.molspectra.trainer.data.SeededRandom.Purpose;
import java.util.Arrays;
import java.util.Comparator;

/** Which patches of a spectrum are hidden (paper section 3.2, facts C.1 no. 3). */
public final class PatchMasks {
  private PatchMasks() {}

  /**
   * Hides the patches with the largest random numbers; of n patches {@code (int) (n * (1 - ratio))}
   * stay visible.
   *
   * @param noise one random number a patch
   * @param ratio share to hide, 0 to 1
   * @return 1 for hidden patches, else 0
   */
  public static float[] ofNoise(double[] noise, double ratio) {
    Integer[] order = new Integer[noise.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> noise[i]));
    float[] mask = new float[noise.length];
    for (int rank = (int) (noise.length * (1 - ratio)); rank < noise.length; rank++) {
      mask[order[rank]] = 1;
    }
    return mask;
  }

  /** A random mask of n patches. */
  public static float[] random(int n, double ratio, SeededRandom random) {
    if (ratio == 0) {
      return new float[n];
    }
    double[] noise = new double[n];
    Arrays.setAll(noise, i -> random.nextDouble());
    return ofNoise(noise, ratio);
  }

  /** The generator of the masks of one training step. */
  public static SeededRandom training(long seed, long step) {
    return SeededRandom.of(seed, Purpose.MASK, step);
  }

  /** The generator of the masks of one held-out molecule. */
  public static SeededRandom validation(long seed, int molecule) {
    return SeededRandom.of(seed, Purpose.VALIDATION_MASK, molecule);
  }
}
