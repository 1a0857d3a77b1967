package io.molspectra.trainer.label;

import java.util.stream.IntStream;

/**
 * Splits consecutive frames. Frames next to each other in a trajectory are nearly equal: with a
 * random split, test frames have twins in training, and errors look smaller than they are.
 */
final class BlockSplit {

  static final int BLOCKS = 10;
  static final int GAP = 10;

  private BlockSplit() {}

  /** In each block training, gap, validation, gap, test, gap. */
  static MoleculeSplit of(int count, int trainCount, int validationCount, int blocks, int gap) {
    long gaps = (long) blocks * gap * (validationCount > 0 ? 3 : 2);
    if (trainCount + validationCount + gaps > count || blocks > trainCount) {
      throw MoleculeSplit.badSplit(
          "%d frames do not hold %d for training, %d for validation and gaps of %d in %d blocks; %s"
              .formatted(
                  count,
                  trainCount,
                  validationCount,
                  gap,
                  blocks,
                  cure(count, trainCount, validationCount)));
    }
    IntStream.Builder training = IntStream.builder();
    IntStream.Builder validation = IntStream.builder();
    IntStream.Builder test = IntStream.builder();
    for (int block = 0; block < blocks; block++) {
      int end = share(count, block + 1, blocks) - gap;
      int at = share(count, block, blocks);
      at = add(training, at, length(trainCount, block, blocks), end) + gap;
      int heldOut = length(validationCount, block, blocks);
      at = heldOut == 0 ? at : add(validation, at, heldOut, end) + gap;
      add(test, at, Math.max(0, end - at), end);
    }
    return new MoleculeSplit(
        training.build().toArray(), validation.build().toArray(), test.build().toArray());
  }

  /** Numbers that fit, of the widest gap and the most blocks; a block has a test frame, too. */
  private static String cure(int count, int trainCount, int validationCount) {
    for (int gap = GAP; gap >= 1; gap--) {
      for (int blocks = BLOCKS; blocks >= 1; blocks--) {
        int largest = share(count, 1, blocks);
        int kinds = validationCount > 0 ? 3 : 2;
        int used = up(trainCount, blocks) + up(validationCount, blocks) + kinds * gap;
        if (used < largest && blocks <= trainCount) {
          return "--split blocks:%d:%d fits (blocks:COUNT:GAP)".formatted(blocks, gap);
        }
      }
    }
    return "lower --train or --validation";
  }

  private static int up(int count, int parts) {
    return (count + parts - 1) / parts;
  }

  private static int add(IntStream.Builder part, int from, int length, int end) {
    if (from + length > end) {
      throw MoleculeSplit.badSplit(
          "the frames of a block do not hold its part of each kind; use fewer blocks or a smaller gap,"
              + " --split blocks:COUNT:GAP");
    }
    IntStream.range(from, from + length).forEach(part::add);
    return from + length;
  }

  private static int length(int count, int block, int blocks) {
    return share(count, block + 1, blocks) - share(count, block, blocks);
  }

  private static int share(int count, int block, int blocks) {
    return (int) ((long) count * block / blocks);
  }
}
