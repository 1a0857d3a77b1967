package io.molspectra.trainer.evaluate;

import java.util.Arrays;

/**
 * Sums over the force components of each molecule, from which means and their bootstrap come.
 *
 * @param absolute [n], absolute errors
 * @param squared [n], squared errors
 * @param components [n], how many
 * @param totalTruth sum of the absolute true forces of all
 * @param largest absolute error of all, NaN where there is none
 */
record ForceSums(
    double[] absolute, double[] squared, double[] components, double totalTruth, double largest) {

  /**
   * Sums up.
   *
   * @param molecules numbers of those that count
   */
  static ForceSums of(ForcePredictions predictions, int[] molecules) {
    int[] starts = predictions.starts();
    double[] absolute = new double[molecules.length];
    double[] squared = new double[molecules.length];
    double[] components = new double[molecules.length];
    double truth = 0;
    double largest = molecules.length == 0 ? Double.NaN : 0;
    for (int i = 0; i < molecules.length; i++) {
      int first = 3 * starts[molecules[i]];
      int end = 3 * starts[molecules[i] + 1];
      components[i] = end - first;
      for (int component = first; component < end; component++) {
        double error = predictions.error(component);
        absolute[i] += Math.abs(error);
        squared[i] += error * error;
        truth += Math.abs(predictions.truth()[component]);
        largest = Math.max(largest, Math.abs(error));
      }
    }
    return new ForceSums(absolute, squared, components, truth, largest);
  }

  double totalAbsolute() {
    return Arrays.stream(absolute).sum();
  }

  double totalSquared() {
    return Arrays.stream(squared).sum();
  }

  int totalComponents() {
    return (int) Arrays.stream(components).sum();
  }

  /** Mean over the atoms whose two forces are not zero. */
  static double meanCosine(ForcePredictions predictions, int[] molecules) {
    int[] starts = predictions.starts();
    double sum = 0;
    int atoms = 0;
    for (int molecule : molecules) {
      for (int atom = starts[molecule]; atom < starts[molecule + 1]; atom++) {
        double dot = 0;
        double truth = 0;
        double predicted = 0;
        for (int component = 3 * atom; component < 3 * atom + 3; component++) {
          double t = predictions.truth()[component];
          double p = predictions.predicted()[component];
          dot += t * p;
          truth += t * t;
          predicted += p * p;
        }
        if (truth > 0 && predicted > 0) {
          sum += dot / Math.sqrt(truth * predicted);
          atoms++;
        }
      }
    }
    return sum / atoms;
  }
}
