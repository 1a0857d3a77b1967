package io.molspectra.trainer.data;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Molecules for training and for validation. No id is in both parts, so that a molecule present
 * twice cannot leak; unless most molecules share their ids (frames of one molecule, say), in which
 * case ids tell nothing and only positions in the data are disjoint.
 */
public final class DataSplit {

  private final int[] training;
  private final int[] validation;

  private DataSplit(int[] training, int[] validation) {
    this.training = training;
    this.validation = validation;
  }

  /**
   * Draws a split.
   *
   * @param validationCount number of molecules held out
   * @param seed equal seeds give equal splits
   * @throws StructureDataException if nothing would be left for training
   */
  public static DataSplit of(StructureStore store, int validationCount, long seed) {
    int count = store.count();
    if (validationCount < 0 || validationCount >= count) {
      throw new StructureDataException(
          "cannot hold out %d of %d molecules; lower data.validation_count or give more data"
              .formatted(validationCount, count));
    }
    int[] order = new int[count];
    Arrays.setAll(order, i -> i);
    SeededRandom.of(seed, SeededRandom.Purpose.SPLIT, 0).shuffle(order);
    int[] validation = Arrays.copyOf(order, validationCount);
    int[] rest = Arrays.copyOfRange(order, validationCount, count);
    Arrays.sort(validation);
    Arrays.sort(rest);
    return new DataSplit(without(store, rest, validation), validation);
  }

  /** Ascending indices of the training molecules. */
  public int[] training() {
    return training.clone();
  }

  /** Ascending indices of the molecules held out. */
  public int[] validation() {
    return validation.clone();
  }

  private static int[] without(StructureStore store, int[] rest, int[] validation) {
    Set<String> heldOut = new HashSet<>();
    for (int index : validation) {
      heldOut.add(store.id(index));
    }
    int[] distinct = Arrays.stream(rest).filter(i -> !heldOut.contains(store.id(i))).toArray();
    return 2L * distinct.length > rest.length ? distinct : rest;
  }
}
