package io.molspectra.trainer.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Predictions made by hand. */
final class Samples {

  private Samples() {}

  /** Water, methane, hydrogen cyanide, water again. */
  static ScalarPredictions four(double[] truth, double[] predicted) {
    return new ScalarPredictions(
        "homo",
        "eV",
        List.of("a", "b", "c", "d"),
        new int[] {3, 5, 3, 3},
        new int[] {8, 1, 1, 6, 1, 1, 1, 1, 1, 6, 7, 8, 1, 1},
        truth,
        predicted,
        null);
  }

  /** Single atoms of hydrogen named 0, 1, ... */
  static ScalarPredictions atoms(double[] truth, double[] predicted, double @Nullable [] spread) {
    int[] ones = new int[truth.length];
    Arrays.fill(ones, 1);
    return new ScalarPredictions(
        "homo",
        "eV",
        IntStream.range(0, truth.length).mapToObj(String::valueOf).toList(),
        ones,
        ones.clone(),
        truth,
        predicted,
        spread);
  }
}
