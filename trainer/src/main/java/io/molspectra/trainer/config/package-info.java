/**
 * Configuration of a pre-training run: immutable records that check themselves, and a reader that
 * lays a user's file and {@code key=value} settings over a preset.
 *
 * <p>The YAML keys are the record components in snake case. A key that no record has is refused,
 * with the place where it stands and the nearest key that exists.
 */
@NullMarked
package io.molspectra.trainer.config;

import org.jspecify.annotations.NullMarked;
