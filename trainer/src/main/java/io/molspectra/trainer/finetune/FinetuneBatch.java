package io.molspectra.trainer.finetune;

import io.molspectra.trainer.pretrain.PreparedBatch;
import java.util.Map;

/**
 * Molecules and their targets as host arrays, ready for the device.
 *
 * @param molecules indices in the store
 * @param structures features, and the noise that was added; all zero if none was
 * @param targets inputs of the losses by name: standardised targets and weights [M, 1], forces [A,
 *     3]
 */
public record FinetuneBatch(
    int[] molecules, PreparedBatch structures, Map<String, float[]> targets) {
  int moleculeCount() {
    return structures.moleculeCount();
  }
}
