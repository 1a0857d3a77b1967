/** Tests of pre-training runs. */
@NullMarked
package io.molspectra.trainer.pretrain;

import org.jspecify.annotations.NullMarked;
