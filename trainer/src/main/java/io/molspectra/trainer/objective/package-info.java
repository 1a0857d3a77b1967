/** What a network is trained for: targets and their normalisation. */
@NullMarked
package io.molspectra.trainer.objective;

import org.jspecify.annotations.NullMarked;
