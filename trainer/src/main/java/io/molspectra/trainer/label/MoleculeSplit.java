package io.molspectra.trainer.label;

import io.molspectra.npz.NpyArray;
import io.molspectra.npz.NpzReader;
import io.molspectra.npz.NpzWriter;
import io.molspectra.trainer.data.SeededRandom;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Which molecules are for training, validation and test, as 0-based indices. The parts are
 * disjoint; molecules may be in none. As npz it has the int64 arrays {@code idx_train}, {@code
 * idx_val} and {@code idx_test}, as PyTorch projects save splits.
 *
 * @param training indices, not empty
 * @param validation indices, may be empty
 * @param test indices, may be empty
 */
public record MoleculeSplit(int[] training, int[] validation, int[] test) {

  private static final String TRAINING = "idx_train";
  private static final String VALIDATION = "idx_val";
  private static final String TEST = "idx_test";

  /**
   * @throws LabelException if an index is negative or in two parts, or nothing is left for training
   */
  public MoleculeSplit {
    if (training.length == 0) {
      throw badSplit("no molecule would be left for training; hold out fewer or give more data");
    }
    BitSet taken = new BitSet();
    take(taken, TRAINING, training);
    take(taken, VALIDATION, validation);
    take(taken, TEST, test);
  }

  /** Number of molecules in the three parts. */
  public int size() {
    return training.length + validation.length + test.length;
  }

  /**
   * The same with fewer molecules for training.
   *
   * @param count how many to draw; a smaller draw is part of a larger one of the same seed
   * @throws LabelException BAD_SPLIT if there are not so many
   */
  public MoleculeSplit draw(int count, long seed) {
    if (count < 1 || count > training.length) {
      throw badSplit(
          "cannot draw %d of the split's %d molecules for training; ask for fewer"
              .formatted(count, training.length));
    }
    int[] order = training.clone();
    SeededRandom.of(seed, SeededRandom.Purpose.SPLIT, 1).shuffle(order);
    int[] drawn = Arrays.copyOf(order, count);
    Arrays.sort(drawn);
    return new MoleculeSplit(drawn, validation, test);
  }

  /**
   * Writes the split.
   *
   * @throws IOException if the file cannot be written
   */
  public void write(Path file) throws IOException {
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    arrays.put(TRAINING, array(training));
    arrays.put(VALIDATION, array(validation));
    arrays.put(TEST, array(test));
    NpzWriter.write(file, arrays);
  }

  /**
   * Reads a split of molecules that are there. Without {@code idx_test} the test molecules are all
   * that are left; without {@code idx_val} there are none for validation.
   *
   * @param count number of molecules
   * @throws LabelException if an index is beyond them or occurs twice; the message names both
   * @throws IOException if the file cannot be read
   */
  public static MoleculeSplit read(Path file, int count) throws IOException {
    try (NpzReader npz = NpzReader.open(file)) {
      int[] training = indices(file, npz, TRAINING, count);
      int[] validation =
          npz.names().contains(VALIDATION) ? indices(file, npz, VALIDATION, count) : new int[0];
      int[] test =
          npz.names().contains(TEST)
              ? indices(file, npz, TEST, count)
              : rest(count, training, validation);
      return new MoleculeSplit(training, validation, test);
    } catch (LabelException e) {
      String message = String.valueOf(e.getMessage());
      throw message.startsWith(file.toString()) ? e : badSplit(file + ": " + message);
    }
  }

  /** Ascending indices below a count that are in none of the parts given. */
  static int[] rest(int count, int[]... parts) {
    BitSet taken = new BitSet();
    for (int[] part : parts) {
      Arrays.stream(part).forEach(taken::set);
    }
    return IntStream.range(0, count).filter(i -> !taken.get(i)).toArray();
  }

  static LabelException badSplit(String message) {
    return new LabelException(LabelException.Problem.BAD_SPLIT, message);
  }

  private static void take(BitSet taken, String part, int[] indices) {
    for (int i = 0; i < indices.length; i++) {
      if (indices[i] < 0 || taken.get(indices[i])) {
        throw badSplit(
            "%s[%d] is %d, %s"
                .formatted(
                    part,
                    i,
                    indices[i],
                    indices[i] < 0
                        ? "which is no index"
                        : "which occurs before; every molecule may be in one part, once"));
      }
      taken.set(indices[i]);
    }
  }

  private static int[] indices(Path file, NpzReader npz, String name, int count)
      throws IOException {
    long[] values;
    try {
      values = npz.get(name).toLongs();
    } catch (IllegalStateException e) {
      throw badSplit("%s: %s must hold whole numbers (%s)".formatted(file, name, e.getMessage()));
    }
    int[] indices = new int[values.length];
    for (int i = 0; i < indices.length; i++) {
      if (values[i] < 0 || values[i] >= count) {
        throw badSplit(
            "%s: %s[%d] is %d, but there are %d molecules, counted from 0; the split belongs to other data, or molecules of it were left out"
                .formatted(file, name, i, values[i], count));
      }
      indices[i] = (int) values[i];
    }
    return indices;
  }

  private static NpyArray array(int[] indices) {
    return NpyArray.of(Arrays.stream(indices).asLongStream().toArray(), indices.length);
  }
}
