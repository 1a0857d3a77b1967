/** Gradients that graphs carry, against central differences in float64. */
@NullMarked
package io.molspectra.trainer.gradient;

import org.jspecify.annotations.NullMarked;
