package io.molspectra.trainer.label;

import java.util.Arrays;

/**
 * Mean and standard deviation of labels, per molecule, after reference energies are taken off.
 *
 * @param mean in the unit of the labels
 * @param std likewise, positive
 */
public record Standardisation(double mean, double std) {

  /** Leaves values as they are. */
  public static final Standardisation NONE = new Standardisation(0, 1);

  /**
   * @throws IllegalArgumentException if they are not finite or the deviation is not positive
   */
  public Standardisation {
    if (!Double.isFinite(mean) || !Double.isFinite(std) || std <= 0) {
      throw new IllegalArgumentException("no standardisation: mean " + mean + ", std " + std);
    }
  }

  /**
   * Fits to the training molecules, in float64; the deviation is the sample's (n - 1), and 1 where
   * all values are equal.
   *
   * @param values one per molecule, NaN where not known
   * @throws LabelException if no training molecule has a value
   */
  public static Standardisation fit(double[] values, int[] training) {
    double[] known = Arrays.stream(training).mapToDouble(i -> values[i]).toArray();
    known = Arrays.stream(known).filter(value -> !Double.isNaN(value)).toArray();
    if (known.length == 0) {
      throw new LabelException(
          LabelException.Problem.NOTHING_LABELLED,
          "mean and deviation cannot be fitted: no training molecule has a value");
    }
    double mean = Arrays.stream(known).average().orElseThrow();
    double squares = Arrays.stream(known).map(value -> (value - mean) * (value - mean)).sum();
    double std = known.length > 1 ? Math.sqrt(squares / (known.length - 1)) : 0;
    // Equal values of any size differ from their mean by rounding alone.
    boolean constant = std <= 1e-12 * Math.abs(mean);
    return new Standardisation(mean, constant || std == 0 ? 1 : std);
  }

  /** A label as the network is to learn it. */
  public double normalise(double value) {
    return (value - mean) / std;
  }

  /** What the network gave, as a label. */
  public double restore(double normalised) {
    return normalised * std + mean;
  }
}
