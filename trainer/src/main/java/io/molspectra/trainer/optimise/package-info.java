/**
 * The optimiser: AdamW with moments of our own (so that a checkpoint can hold them), clipping of
 * the gradient by its global norm, learning-rate schedules, smaller rates for lower layers, and the
 * moving average of the parameters.
 *
 * <p>Parameters and gradients are maps from name to array. An update happens in place: a parameter
 * stays the same {@link ai.djl.ndarray.NDArray} for the whole training. Call these classes outside
 * a gradient collector, where the engine does not record operations.
 */
@NullMarked
package io.molspectra.trainer.optimise;

import org.jspecify.annotations.NullMarked;
