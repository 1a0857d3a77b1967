/**
 * Stage two of pre-training: denoising of structures, masked-patch reconstruction of their spectra,
 * and contrastive alignment of both encoders (paper sections 3.2 to 3.4).
 *
 * <p>The way of the data: {@link io.molspectra.trainer.stagetwo.StageTwoData} makes batches of
 * noisy molecules with their spectra and masks, {@link
 * io.molspectra.trainer.stagetwo.StageTwoModel} makes an update of one, {@link
 * io.molspectra.trainer.stagetwo.StageTwoTask} is what the run around them trains and validates.
 */
@NullMarked
package io.molspectra.trainer.stagetwo;

import org.jspecify.annotations.NullMarked;
