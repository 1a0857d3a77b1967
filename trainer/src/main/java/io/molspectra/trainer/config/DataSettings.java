package io.molspectra.trainer.config;

/**
 * Batches.
 *
 * @param batchSize molecules a training step
 * @param evalBatchSize molecules a validation batch
 * @param validationCount molecules held out; of few molecules at most a tenth
 * @param prefetch batches prepared ahead in the background
 * @param strict whether a bad record ends the run
 */
public record DataSettings(
    int batchSize, int evalBatchSize, int validationCount, int prefetch, boolean strict) {

  /**
   * @throws IllegalArgumentException if a value is out of range
   */
  public DataSettings {
    Check.atLeast("data.batch_size", 1, batchSize);
    Check.atLeast("data.eval_batch_size", 1, evalBatchSize);
    Check.atLeast("data.validation_count", 0, validationCount);
    Check.atLeast("data.prefetch", 1, prefetch);
  }
}
