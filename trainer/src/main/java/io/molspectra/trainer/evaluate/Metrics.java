package io.molspectra.trainer.evaluate;

/**
 * Errors of n predictions; NaN where n is 0.
 *
 * @param count n
 * @param mae mean absolute error
 * @param rmse root of the mean squared error
 * @param r2 coefficient of determination, 1 - sum of squared errors / sum of squared deviations of
 *     the truth from its mean; negative where the mean would predict better, NaN where the truth
 *     does not vary
 * @param maxError largest absolute error
 * @param meanError mean of prediction less truth
 */
public record Metrics(
    int count, double mae, double rmse, double r2, double maxError, double meanError) {

  /**
   * Errors of predictions that are all finite.
   *
   * @param truth [n]
   * @param predicted [n]
   * @throws IllegalArgumentException if the lengths differ or a value is not finite; see {@link
   *     ScalarPredictions#usable}
   */
  public static Metrics of(double[] truth, double[] predicted) {
    Lengths.require("predictions", truth.length, predicted.length);
    int n = truth.length;
    double meanTruth = 0;
    for (int i = 0; i < n; i++) {
      if (!Double.isFinite(truth[i]) || !Double.isFinite(predicted[i])) {
        throw new IllegalArgumentException(
            "value %d is %s, predicted as %s: leave out what is not finite"
                .formatted(i, truth[i], predicted[i]));
      }
      meanTruth += truth[i] / n;
    }
    double absolute = 0;
    double squared = 0;
    double signed = 0;
    double largest = n == 0 ? Double.NaN : 0;
    double deviation = 0;
    for (int i = 0; i < n; i++) {
      double error = predicted[i] - truth[i];
      absolute += Math.abs(error);
      squared += error * error;
      signed += error;
      largest = Math.max(largest, Math.abs(error));
      deviation += (truth[i] - meanTruth) * (truth[i] - meanTruth);
    }
    return new Metrics(
        n,
        absolute / n,
        Math.sqrt(squared / n),
        deviation > 0 ? 1 - squared / deviation : Double.NaN,
        largest,
        signed / n);
  }

  /** Errors of the molecules with label and finite prediction. */
  public static Metrics of(ScalarPredictions predictions) {
    return of(predictions, predictions.usable());
  }

  static Metrics of(ScalarPredictions predictions, int[] molecules) {
    double[] truth = new double[molecules.length];
    double[] predicted = new double[molecules.length];
    for (int i = 0; i < molecules.length; i++) {
      truth[i] = predictions.truth()[molecules[i]];
      predicted[i] = predictions.predicted()[molecules[i]];
    }
    return of(truth, predicted);
  }
}
