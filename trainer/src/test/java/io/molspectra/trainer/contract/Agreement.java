package io.molspectra.trainer.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.molspectra.trainer.execute.Precision;
import java.util.ArrayList;
import java.util.List;

/**
 * How far two lists of predictions may differ: for each output, the largest absolute difference
 * over all structures must not exceed the tolerance times the largest absolute value of that output
 * over all structures. Where symmetry makes a structure's true value zero, or large terms cancel in
 * it by chance, this is the scale of the rounding errors.
 *
 * <p>Errors relative to the largest value of the structure alone, at least a thousandth of the
 * former, are measured as well, but not bounded.
 *
 * @param subject the network
 * @param precision of both predictions
 * @param tolerance relative
 */
public record Agreement(String subject, Precision precision, double tolerance) {
  private static final double SMALLEST_SCALE = 1e-3;

  /** What float32 and float64 must reach: 1e-5 and 1e-10. */
  public static Agreement of(Subject subject, Precision precision) {
    return new Agreement(subject.name(), precision, precision == Precision.FLOAT32 ? 1e-5 : 1e-10);
  }

  /**
   * Asserts that all outputs of all structures agree.
   *
   * @param property what is tested, for messages and measurements
   */
  public void assertAgree(String property, List<Predictions> expected, List<Predictions> actual) {
    assertEquals(expected.size(), actual.size());
    var failures = new ArrayList<String>();
    for (String output : expected.get(0).values().keySet()) {
      double most = expected.stream().mapToDouble(p -> largest(p.of(output))).max().orElse(0);
      for (int i = 0; i < expected.size(); i++) {
        double difference = difference(expected.get(i).of(output), actual.get(i).of(output));
        double own = Math.max(largest(expected.get(i).of(output)), SMALLEST_SCALE * most);
        double error = ratio(difference, most);
        double errorAlone = ratio(difference, own);
        Measurements.note(subject, precision, property, output, error);
        Measurements.note(subject, precision, property, output + " by structure", errorAlone);
        if (!(error <= tolerance)) {
          failures.add(
              "%s of %s: %.2e of the largest value %.3g"
                  .formatted(output, expected.get(i).structure(), error, most));
        }
      }
    }
    assertEquals(List.of(), failures, () -> "%s, %s, %s".formatted(subject, property, precision));
  }

  static double ratio(double difference, double scale) {
    return scale == 0 ? difference : difference / scale;
  }

  /** Largest absolute value; infinite if one is NaN. */
  static double largest(double[] values) {
    double largest = 0;
    for (double value : values) {
      largest = Math.max(largest, Double.isNaN(value) ? Double.POSITIVE_INFINITY : Math.abs(value));
    }
    return largest;
  }

  /** Largest absolute difference; infinite if one is NaN. */
  static double difference(double[] first, double[] second) {
    assertEquals(first.length, second.length);
    double[] differences = new double[first.length];
    for (int i = 0; i < first.length; i++) {
      differences[i] = first[i] - second[i];
    }
    return largest(differences);
  }
}
