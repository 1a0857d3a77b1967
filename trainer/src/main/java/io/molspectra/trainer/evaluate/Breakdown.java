package io.molspectra.trainer.evaluate;

import io.molspectra.molecule.Elements;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Errors by element and by size of the molecule. */
final class Breakdown {

  private Breakdown() {}

  /**
   * A molecule counts in the group of every element it contains.
   *
   * @param molecules those that count
   * @return by symbol, in the order of the periodic table
   */
  static Map<String, GroupError> perElement(ScalarPredictions predictions, int[] molecules) {
    int[] starts = new int[predictions.count() + 1];
    for (int i = 0; i < predictions.count(); i++) {
      starts[i + 1] = starts[i] + predictions.atomCounts()[i];
    }
    var sums = new TreeMap<Integer, GroupError.Sum>();
    for (int molecule : molecules) {
      IntStream.range(starts[molecule], starts[molecule + 1])
          .map(atom -> predictions.atomicNumbers()[atom])
          .distinct()
          .forEach(element -> add(sums, element, predictions.error(molecule)));
    }
    return bySymbol(sums);
  }

  /**
   * @return by number of atoms, ascending
   */
  static Map<Integer, GroupError> perSize(ScalarPredictions predictions, int[] molecules) {
    var sums = new TreeMap<Integer, GroupError.Sum>();
    for (int molecule : molecules) {
      add(sums, predictions.atomCounts()[molecule], predictions.error(molecule));
    }
    var groups = new TreeMap<Integer, GroupError>();
    sums.forEach((size, sum) -> groups.put(size, sum.mean()));
    return groups;
  }

  /**
   * Every atom counts in the group of its element, with three components.
   *
   * @param molecules those that count
   */
  static Map<String, GroupError> perElement(ForcePredictions predictions, int[] molecules) {
    int[] starts = predictions.starts();
    var sums = new HashMap<Integer, GroupError.Sum>();
    for (int molecule : molecules) {
      for (int atom = starts[molecule]; atom < starts[molecule + 1]; atom++) {
        GroupError.Sum sum =
            sums.computeIfAbsent(
                predictions.atomicNumbers()[atom], element -> new GroupError.Sum());
        sum.next();
        for (int component = 3 * atom; component < 3 * atom + 3; component++) {
          sum.add(predictions.error(component));
        }
      }
    }
    return bySymbol(new TreeMap<>(sums));
  }

  private static void add(Map<Integer, GroupError.Sum> sums, int key, double error) {
    GroupError.Sum sum = sums.computeIfAbsent(key, k -> new GroupError.Sum());
    sum.next();
    sum.add(error);
  }

  private static Map<String, GroupError> bySymbol(TreeMap<Integer, GroupError.Sum> sums) {
    var groups = new LinkedHashMap<String, GroupError>();
    sums.forEach((element, sum) -> groups.put(symbol(element), sum.mean()));
    return groups;
  }

  private static String symbol(int element) {
    return Elements.isElement(element) ? Elements.symbol(element) : "#" + element;
  }
}
