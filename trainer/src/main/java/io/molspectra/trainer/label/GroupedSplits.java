package io.molspectra.trainer.label;

import io.molspectra.trainer.data.SeededRandom;
import io.molspectra.trainer.data.StructureStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Splits that keep molecules together. */
final class GroupedSplits {

  private GroupedSplits() {}

  /**
   * At random. Molecules of one id are in one part; unless most share their ids (frames of one
   * molecule, say), in which case ids tell nothing.
   */
  static MoleculeSplit random(
      StructureStore structures, long seed, int trainCount, int validationCount) {
    int count = structures.count();
    int[] order = new int[count];
    Map<String, List<Integer>> byId = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      order[i] = i;
      byId.computeIfAbsent(structures.id(i), id -> new ArrayList<>()).add(i);
    }
    SeededRandom.of(seed, SeededRandom.Purpose.SPLIT, 0).shuffle(order);
    Map<Object, List<Integer>> groups = new LinkedHashMap<>();
    boolean byPosition = 2L * byId.size() <= count;
    for (int i : order) {
      Object group = byPosition ? (Object) i : structures.id(i);
      groups.computeIfAbsent(group, key -> new ArrayList<>()).add(i);
    }
    return fill(groups.values(), trainCount, validationCount);
  }

  /** The largest groups first, of equal ones that which begins first. */
  static MoleculeSplit largestFirst(List<String> names, int trainCount, int validationCount) {
    Map<String, List<Integer>> groups = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      groups.computeIfAbsent(names.get(i), name -> new ArrayList<>()).add(i);
    }
    List<List<Integer>> sorted = new ArrayList<>(groups.values());
    sorted.sort(Comparator.comparing((List<Integer> group) -> -group.size()));
    return fill(sorted, trainCount, validationCount);
  }

  /** Each group goes to the first part that it still fits into; the test takes what is left. */
  private static MoleculeSplit fill(
      Collection<List<Integer>> groups, int trainCount, int validationCount) {
    List<Integer> training = new ArrayList<>();
    List<Integer> validation = new ArrayList<>();
    List<Integer> test = new ArrayList<>();
    for (List<Integer> group : groups) {
      if (training.size() + group.size() <= trainCount) {
        training.addAll(group);
      } else if (validation.size() + group.size() <= validationCount) {
        validation.addAll(group);
      } else {
        test.addAll(group);
      }
    }
    return new MoleculeSplit(sorted(training), sorted(validation), sorted(test));
  }

  private static int[] sorted(List<Integer> indices) {
    return indices.stream().mapToInt(Integer::intValue).sorted().toArray();
  }
}
