package io.molspectra.benchmarks;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import java.util.Objects;

/** How far two results lie apart: largest difference over largest value. */
final class Agreement {
  private Agreement() {}

  static double difference(NDArray expected, NDArray actual) {
    return difference(expected.toFloatArray(), actual.toFloatArray());
  }

  static double difference(float[] expected, float[] actual) {
    if (expected.length != actual.length) {
      throw new IllegalArgumentException(
          "%d values cannot agree with %d".formatted(actual.length, expected.length));
    }
    double difference = 0;
    double largest = 1e-30;
    for (int i = 0; i < expected.length; i++) {
      difference = Math.max(difference, Math.abs((double) expected[i] - actual[i]));
      largest = Math.max(largest, Math.abs(expected[i]));
    }
    return difference / largest;
  }

  /** The worst of several arrays, relative to the largest value of all. */
  static double difference(Map<String, NDArray> expected, Map<String, NDArray> actual) {
    double largest = 1e-30;
    double difference = 0;
    for (Map.Entry<String, NDArray> entry : actual.entrySet()) {
      float[] left = Objects.requireNonNull(expected.get(entry.getKey())).toFloatArray();
      float[] right = entry.getValue().toFloatArray();
      for (int i = 0; i < left.length; i++) {
        difference = Math.max(difference, Math.abs((double) left[i] - right[i]));
        largest = Math.max(largest, Math.abs(left[i]));
      }
    }
    return difference / largest;
  }
}
