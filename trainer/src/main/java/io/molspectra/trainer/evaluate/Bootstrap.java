package io.molspectra.trainer.evaluate;

import io.molspectra.trainer.data.SeededRandom;
import io.molspectra.trainer.data.SeededRandom.Purpose;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * Percentile bootstrap of ratios of sums over molecules (Efron and Tibshirani, 1993, ch. 13).
 *
 * <p>Neighbouring frames of a trajectory resemble each other; drawn one by one they would pretend
 * to more information than there is. Blocks of them are drawn instead, the end joined to the
 * beginning (circular blocks; Politis and Romano, 1992). Fewer than two blocks say nothing: the
 * interval is NaN.
 *
 * @param seed of the samples: the same molecules are drawn for every statistic
 * @param samples how many
 * @param blockLength 1 for molecules that have nothing to do with each other
 */
public record Bootstrap(long seed, int samples, int blockLength) {

  private static final int USUAL_SAMPLES = 2000;
  private static final double TAIL = 0.025;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if they are not positive, or there are fewer than 40 samples,
   *     of which 2.5 % would not be one
   */
  public Bootstrap {
    if (samples < 1 / TAIL || blockLength < 1) {
      throw new IllegalArgumentException(
          "a bootstrap needs 40 samples and blocks of 1 at least, got %d and %d"
              .formatted(samples, blockLength));
    }
  }

  /** 2,000 samples of single molecules. */
  public static Bootstrap ofMolecules(long seed) {
    return new Bootstrap(seed, USUAL_SAMPLES, 1);
  }

  /** 2,000 samples of blocks of frames. */
  public static Bootstrap ofFrames(long seed, int blockLength) {
    return new Bootstrap(seed, USUAL_SAMPLES, blockLength);
  }

  /**
   * 95 % interval of f(sum of numerators / sum of denominators).
   *
   * @param numerators [M]
   * @param denominators [M], positive
   * @param statistic f, monotonous
   */
  Interval ofRatio(double[] numerators, double[] denominators, DoubleUnaryOperator statistic) {
    int count = numerators.length;
    if (count == 0 || blockLength > 1 && count < 2 * blockLength) {
      return Interval.UNKNOWN;
    }
    double[] statistics = new double[samples];
    for (int s = 0; s < samples; s++) {
      var random = SeededRandom.of(seed, Purpose.BOOTSTRAP, s);
      double numerator = 0;
      double denominator = 0;
      int index = 0;
      for (int drawn = 0; drawn < count; drawn++) {
        index = drawn % blockLength == 0 ? random.nextInt(count) : index + 1;
        if (index == count) {
          index = 0;
        }
        numerator += numerators[index];
        denominator += denominators[index];
      }
      statistics[s] = statistic.applyAsDouble(numerator / denominator);
    }
    Arrays.sort(statistics);
    return new Interval(
        statistics[(int) (TAIL * samples)], statistics[(int) Math.ceil((1 - TAIL) * samples) - 1]);
  }

  /** 95 % interval of a mean over molecules. */
  Interval ofMean(double[] values) {
    return ofRatio(values, ones(values.length), mean -> mean);
  }

  /** 95 % interval of the root of a mean over molecules. */
  Interval ofRootMean(double[] squares) {
    return ofRatio(squares, ones(squares.length), Math::sqrt);
  }

  private static double[] ones(int count) {
    double[] ones = new double[count];
    Arrays.fill(ones, 1);
    return ones;
  }
}
