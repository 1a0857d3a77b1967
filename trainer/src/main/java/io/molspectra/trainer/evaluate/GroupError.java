package io.molspectra.trainer.evaluate;

/**
 * Errors of a part of the molecules or atoms.
 *
 * @param count of molecules (of scalars) or atoms (of forces) in it
 * @param mae mean absolute error
 * @param rmse root of the mean squared error
 */
public record GroupError(int count, double mae, double rmse) {

  /** Sums up one group. */
  static final class Sum {
    private int count;
    private int values;
    private double absolute;
    private double squared;

    /** Begins the next molecule or atom. */
    void next() {
      count++;
    }

    void add(double error) {
      values++;
      absolute += Math.abs(error);
      squared += error * error;
    }

    GroupError mean() {
      return new GroupError(count, absolute / values, Math.sqrt(squared / values));
    }
  }
}
