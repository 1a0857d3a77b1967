package io.molspectra.trainer.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;

/**
 * Two models on the same molecules. Molecules that are hard for one are hard for the other, so the
 * difference is known far better than either error: the pairs are resampled together.
 *
 * @param task name of the property, or "forces"
 * @param unit of errors and difference
 * @param molecules that both predicted
 * @param onlyFirst molecules with label and finite prediction in the first set alone
 * @param onlySecond the same of the second set
 * @param maeFirst mean absolute error of the first model
 * @param maeSecond of the second
 * @param difference first less second: negative where the first is better
 * @param interval 95 % bootstrap interval of the difference
 */
public record ModelComparison(
    String task,
    String unit,
    int molecules,
    int onlyFirst,
    int onlySecond,
    double maeFirst,
    double maeSecond,
    double difference,
    Interval interval) {

  /** Whether the interval of the difference leaves no doubt which is better. */
  public boolean isDecided() {
    return interval.low() > 0 || interval.high() < 0;
  }

  /**
   * Compares predictions of a property, joined by id.
   *
   * @throws IllegalArgumentException if they are of different properties or units, or a molecule
   *     has another truth in the other set
   */
  public static ModelComparison of(
      ScalarPredictions first, ScalarPredictions second, Bootstrap bootstrap) {
    requireSame("property", first.task(), second.task());
    requireSame("unit", first.unit(), second.unit());
    var secondById = new HashMap<String, Integer>();
    for (int j : second.usable()) {
      secondById.put(second.ids().get(j), j);
    }
    var pairs = new ArrayList<double[]>();
    int onlyFirst = 0;
    for (int i : first.usable()) {
      String id = first.ids().get(i);
      Integer j = secondById.remove(id);
      if (j == null) {
        onlyFirst++;
        continue;
      }
      if (first.truth()[i] != second.truth()[j]) {
        throw new IllegalArgumentException(
            "%s of %s is %s in the first set and %s in the second; compare with the same labels"
                .formatted(first.task(), id, first.truth()[i], second.truth()[j]));
      }
      pairs.add(new double[] {Math.abs(first.error(i)), Math.abs(second.error(j)), 1});
    }
    return of(first.task(), first.unit(), pairs, onlyFirst, secondById.size(), bootstrap);
  }

  /**
   * Compares predicted forces of the same molecules in the same order.
   *
   * @param bootstrap of blocks for the frames of a trajectory
   * @throws IllegalArgumentException if units, molecules or true forces differ
   */
  public static ModelComparison of(
      ForcePredictions first, ForcePredictions second, Bootstrap bootstrap) {
    requireSame("unit", first.unit(), second.unit());
    if (!Arrays.equals(first.atomCounts(), second.atomCounts())
        || !Arrays.equals(first.atomicNumbers(), second.atomicNumbers())
        || !Arrays.equals(first.truth(), second.truth())) {
      throw new IllegalArgumentException(
          "the two sets have other molecules or true forces; compare on the same ones in one order");
    }
    int[] starts = first.starts();
    var both = new ArrayList<Integer>();
    int onlyFirst = 0;
    int onlySecond = 0;
    for (int i = 0; i < first.count(); i++) {
      boolean labelled = ForceEvaluation.isFinite(first.truth(), starts[i], starts[i + 1]);
      boolean inFirst = ForceEvaluation.isFinite(first.predicted(), starts[i], starts[i + 1]);
      boolean inSecond = ForceEvaluation.isFinite(second.predicted(), starts[i], starts[i + 1]);
      if (labelled && inFirst && inSecond) {
        both.add(i);
      } else if (labelled) {
        onlyFirst += inFirst ? 1 : 0;
        onlySecond += inSecond ? 1 : 0;
      }
    }
    int[] molecules = both.stream().mapToInt(Integer::intValue).toArray();
    ForceSums ofFirst = ForceSums.of(first, molecules);
    ForceSums ofSecond = ForceSums.of(second, molecules);
    var pairs = new ArrayList<double[]>();
    for (int i = 0; i < molecules.length; i++) {
      pairs.add(
          new double[] {ofFirst.absolute()[i], ofSecond.absolute()[i], ofFirst.components()[i]});
    }
    return of("forces", first.unit(), pairs, onlyFirst, onlySecond, bootstrap);
  }

  /**
   * @param pairs a row a molecule: summed absolute errors of both models, number of values
   */
  private static ModelComparison of(
      String task,
      String unit,
      List<double[]> pairs,
      int onlyFirst,
      int onlySecond,
      Bootstrap bootstrap) {
    double[] values = pairs.stream().mapToDouble(pair -> pair[2]).toArray();
    double total = Arrays.stream(values).sum();
    double first = pairs.stream().mapToDouble(pair -> pair[0]).sum() / total;
    double second = pairs.stream().mapToDouble(pair -> pair[1]).sum() / total;
    double[] differences = pairs.stream().mapToDouble(pair -> pair[0] - pair[1]).toArray();
    return new ModelComparison(
        task,
        unit,
        pairs.size(),
        onlyFirst,
        onlySecond,
        first,
        second,
        first - second,
        bootstrap.ofRatio(differences, values, mean -> mean));
  }

  private static void requireSame(String what, String first, String second) {
    if (!first.equals(second)) {
      throw new IllegalArgumentException(
          "the first set has the %s %s, the second %s".formatted(what, first, second));
    }
  }
}
