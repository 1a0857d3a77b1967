package io.molspectra.dynamics;

/**
 * Means and a straight line over the steps of a trajectory, updated step by step without keeping
 * any (Welford). Immutable.
 *
 * @param count steps seen
 * @param meanTime ps
 * @param meanConserved eV
 * @param meanTemperature kelvin
 * @param timeSquares sum of squared deviations of the time, ps^2
 * @param products sum of products of the deviations of time and conserved energy, ps eV
 */
public record RunStatistics(
    long count,
    double meanTime,
    double meanConserved,
    double meanTemperature,
    double timeSquares,
    double products) {

  /** Of nothing. */
  public static final RunStatistics NONE = new RunStatistics(0, 0, 0, 0, 0, 0);

  /**
   * These and one more step.
   *
   * @param time ps
   * @param conserved eV
   * @param temperature kelvin
   */
  RunStatistics with(double time, double conserved, double temperature) {
    long n = count + 1;
    double offset = time - meanTime;
    double newTime = meanTime + offset / n;
    double deviation = conserved - meanConserved;
    return new RunStatistics(
        n,
        newTime,
        meanConserved + deviation / n,
        meanTemperature + (temperature - meanTemperature) / n,
        timeSquares + offset * (time - newTime),
        products + (time - newTime) * deviation);
  }

  /** Slope of the conserved energy by least squares, eV per ps; 0 for less than two steps. */
  public double drift() {
    return timeSquares == 0 ? 0 : products / timeSquares;
  }
}
