package io.molspectra.trainer.evaluate;

import org.jspecify.annotations.Nullable;

/**
 * What needs no network, to be measured beside it.
 *
 * @param trainingMean mean of the property over the training molecules, or null to take the mean of
 *     the evaluated molecules, which is a little kinder to the baseline
 * @param atomReferences [M], sum of atom references of each evaluated molecule, or null
 */
public record Baselines(@Nullable Double trainingMean, double @Nullable [] atomReferences) {

  /** The mean of the evaluated molecules alone. */
  public static final Baselines NONE = new Baselines(null, null);

  /** The mean of the training molecules alone. */
  public static Baselines ofMean(double trainingMean) {
    return new Baselines(trainingMean, null);
  }

  double meanPredictorMae(ScalarPredictions predictions, int[] molecules) {
    double mean = 0;
    if (trainingMean != null) {
      mean = trainingMean;
    } else {
      for (int molecule : molecules) {
        mean += predictions.truth()[molecule] / molecules.length;
      }
    }
    double sum = 0;
    for (int molecule : molecules) {
      sum += Math.abs(predictions.truth()[molecule] - mean);
    }
    return sum / molecules.length;
  }

  /** Mean absolute error of the atom references, or null without them. */
  @Nullable Double atomReferenceMae(ScalarPredictions predictions, int[] molecules) {
    if (atomReferences == null) {
      return null;
    }
    Lengths.require(
        predictions.task() + ": atom references", predictions.count(), atomReferences.length);
    double sum = 0;
    for (int molecule : molecules) {
      sum += Math.abs(predictions.truth()[molecule] - atomReferences[molecule]);
    }
    return sum / molecules.length;
  }
}
