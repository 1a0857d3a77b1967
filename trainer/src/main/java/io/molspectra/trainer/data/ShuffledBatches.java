package io.molspectra.trainer.data;

import java.util.Arrays;

/**
 * Batches of molecule indices in a new random order each epoch. The batch is a function of the step
 * alone, so training can resume anywhere. The last, incomplete batch of an epoch is left out: all
 * steps have the same size. Not thread-safe.
 */
public final class ShuffledBatches {

  private final int[] indices;
  private final int batchSize;
  private final long seed;
  private long shuffledEpoch = -1;
  private int[] shuffled = {};

  /**
   * @param indices of the molecules, not empty; with fewer than a batch, every batch holds them all
   * @param batchSize molecules a batch
   * @param seed equal seeds give equal orders
   */
  public ShuffledBatches(int[] indices, int batchSize, long seed) {
    if (indices.length == 0 || batchSize < 1) {
      throw new IllegalArgumentException(
          "cannot make batches of %d from %d molecules".formatted(batchSize, indices.length));
    }
    this.indices = indices.clone();
    this.batchSize = Math.min(batchSize, indices.length);
    this.seed = seed;
  }

  /** Batches of one epoch. */
  public long batchesPerEpoch() {
    return indices.length / batchSize;
  }

  /** Epoch, from 0, that a step belongs to. */
  public long epoch(long step) {
    return step / batchesPerEpoch();
  }

  /**
   * Indices of the batch of one step.
   *
   * @param step 0-based number of the update
   */
  public int[] batch(long step) {
    if (step < 0) {
      throw new IllegalArgumentException("step must not be negative, got " + step);
    }
    long epoch = epoch(step);
    if (epoch != shuffledEpoch) {
      shuffled = indices.clone();
      SeededRandom.of(seed, SeededRandom.Purpose.SHUFFLE, epoch).shuffle(shuffled);
      shuffledEpoch = epoch;
    }
    int from = (int) (step % batchesPerEpoch()) * batchSize;
    return Arrays.copyOfRange(shuffled, from, from + batchSize);
  }
}
