package io.molspectra.dynamics;

/**
 * Where a relaxation ended.
 *
 * @param positions [atoms, 3], angstrom
 * @param energy eV
 * @param forces [atoms, 3], eV per angstrom
 * @param largestForce length of the longest of them
 * @param steps how many were made
 * @param converged whether the largest force came below the limit
 */
public record Relaxed(
    double[] positions,
    double energy,
    double[] forces,
    double largestForce,
    int steps,
    boolean converged) {}
