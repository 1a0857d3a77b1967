/** Molecules with values that are known of them. */
@NullMarked
package io.molspectra.trainer.label;

import org.jspecify.annotations.NullMarked;
