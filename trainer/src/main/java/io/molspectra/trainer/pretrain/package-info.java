/**
 * Denoising pre-training (the objective "Coord"): data, one update, validation and the run around
 * them with its checkpoints.
 */
@NullMarked
package io.molspectra.trainer.pretrain;

import org.jspecify.annotations.NullMarked;
