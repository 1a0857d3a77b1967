/**
 * Fine-tuning of a pre-trained or fresh encoder to properties and forces: what is fitted to the
 * labels beforehand, batches with targets, one update, validation, and predictions for evaluation.
 */
@NullMarked
package io.molspectra.trainer.finetune;

import org.jspecify.annotations.NullMarked;
