/** Tests of fine-tuning: heads, losses, what is fitted to labels, and whole runs. */
@NullMarked
package io.molspectra.trainer.finetune;

import org.jspecify.annotations.NullMarked;
