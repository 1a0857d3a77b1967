package io.molspectra.predict;

import java.util.List;

/**
 * How well a model reproduces the golden outputs of its bundle.
 *
 * @param comparisons one for every expected output of every golden molecule, then one for the
 *     embedding of every golden record of spectra
 */
public record VerificationReport(List<Comparison> comparisons) {

  /** Copies the list. */
  public VerificationReport {
    comparisons = List.copyOf(comparisons);
  }

  /** Whether every output is within its tolerance. True also if there was nothing to compare. */
  public boolean passed() {
    return comparisons.stream().allMatch(Comparison::passed);
  }

  /** The comparisons that failed. */
  public List<Comparison> failures() {
    return comparisons.stream().filter(comparison -> !comparison.passed()).toList();
  }

  /**
   * One output of one golden molecule.
   *
   * @param molecule id of the golden molecule
   * @param task name of the task
   * @param output name of the output
   * @param difference largest absolute difference, predicted alone or together with the others;
   *     infinite if the number of values differs or one is not a number
   * @param tolerance largest difference allowed
   */
  public record Comparison(
      String molecule, String task, String output, double difference, double tolerance) {

    /** Whether the difference is within the tolerance. */
    public boolean passed() {
      return difference <= tolerance;
    }
  }
}
