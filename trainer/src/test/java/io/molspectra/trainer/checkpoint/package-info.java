@NullMarked
package io.molspectra.trainer.checkpoint;

import org.jspecify.annotations.NullMarked;
