package io.molspectra.predict;

/**
 * A scalar for every molecule and its negative gradient by the positions.
 *
 * @param values [M], in the task's unit
 * @param forces [A, 3], in the task's unit per angstrom
 */
public record ScalarsWithForces(double[] values, AtomVectors forces) {}
