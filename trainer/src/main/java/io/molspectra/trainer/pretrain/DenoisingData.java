package io.molspectra.trainer.pretrain;

import io.molspectra.features.MoleculeBatcher;
import io.molspectra.trainer.config.PretrainConfig;
import io.molspectra.trainer.data.DataSplit;
import io.molspectra.trainer.data.NoisyBatch;
import io.molspectra.trainer.data.Prefetcher;
import io.molspectra.trainer.data.ShuffledBatches;
import io.molspectra.trainer.data.StructureStore;
import java.util.Arrays;

/** Training and validation batches of a run; what a batch holds depends on seed and step alone. */
public final class DenoisingData {
  /** Neighbour slots are rounded up to this, so that few shapes occur. */
  private static final int SLOT_MULTIPLE = 2;

  /** Of few molecules no more than one in so many is held out. */
  private static final int LEAST_SHARE = 10;

  private final StructureStore store;
  private final PretrainConfig config;
  private final DataSplit split;
  private final MoleculeBatcher batcher;

  /**
   * @throws io.molspectra.trainer.data.StructureDataException if too few molecules are left for
   *     training
   */
  public DenoisingData(StructureStore store, PretrainConfig config) {
    this.store = store;
    this.config = config;
    int heldOut = Math.min(config.data().validationCount(), store.count() / LEAST_SHARE);
    this.split = DataSplit.of(store, heldOut, config.seed());
    this.batcher = new MoleculeBatcher(config.model().cutoffUpper(), SLOT_MULTIPLE);
  }

  public StructureStore store() {
    return store;
  }

  /** Which molecules are trained on and which held out. */
  public DataSplit split() {
    return split;
  }

  /** Batches of the steps from one (inclusive) to another (exclusive), made in the background. */
  Prefetcher<PreparedBatch> training(long firstStep, long endStep) {
    var batches = new ShuffledBatches(split.training(), config.data().batchSize(), config.seed());
    return new Prefetcher<>(
        step ->
            PreparedBatch.of(
                batcher,
                NoisyBatch.training(
                    store, batches.batch(step), config.noise().sigma(), config.seed(), step)),
        firstStep,
        endStep,
        config.data().prefetch());
  }

  /** All validation batches, with noise that never changes. */
  Prefetcher<PreparedBatch> validation() {
    int[] indices = split.validation();
    int size = config.data().evalBatchSize();
    int count = (indices.length + size - 1) / size;
    return new Prefetcher<>(
        i -> {
          int from = Math.toIntExact(i) * size;
          int[] part = Arrays.copyOfRange(indices, from, Math.min(indices.length, from + size));
          return PreparedBatch.of(
              batcher, NoisyBatch.validation(store, part, config.noise().sigma(), config.seed()));
        },
        0,
        count,
        config.data().prefetch());
  }
}
