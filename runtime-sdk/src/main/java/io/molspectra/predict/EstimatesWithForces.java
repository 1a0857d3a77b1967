package io.molspectra.predict;

import org.jspecify.annotations.Nullable;

/**
 * Answers of a scalar task and their negative gradients by the positions, with what is known of
 * their uncertainty.
 *
 * @param estimates of the scalars
 * @param forces [A, 3], in the task's unit per angstrom; of an ensemble the mean over its members
 * @param forcesSpread [A]: root mean square over the members of the distance of an atom's force
 *     from the mean, in the same unit; null for a single network
 */
public record EstimatesWithForces(
    Estimates estimates, AtomVectors forces, float @Nullable [] forcesSpread) {}
