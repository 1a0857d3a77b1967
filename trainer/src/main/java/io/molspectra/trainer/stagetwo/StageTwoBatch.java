package io.molspectra.trainer.stagetwo;

import io.molspectra.trainer.pretrain.PreparedBatch;
import java.util.Map;

/**
 * Molecules and their spectra as host arrays, ready for the device.
 *
 * @param structures features and noise
 * @param spectra float32 inputs of SpecFormer by name: intensities [M, L], presence [M], masks [M,
 *     N], row by row
 */
record StageTwoBatch(PreparedBatch structures, Map<String, float[]> spectra) {
  int moleculeCount() {
    return structures.moleculeCount();
  }
}
