/**
 * Structures in memory and the batches drawn from them.
 *
 * <p>Whatever is random here is a function of the run's seed, a purpose and a step or index (see
 * {@link io.molspectra.trainer.data.SeededRandom}): there is no generator whose state a checkpoint
 * would have to hold, and a resumed run sees the same molecules with the same noise.
 */
@NullMarked
package io.molspectra.trainer.data;

import org.jspecify.annotations.NullMarked;
