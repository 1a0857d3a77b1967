package io.molspectra.predict;

/**
 * Energy of one molecule and its negative gradient by the positions.
 *
 * @param energy eV
 * @param forces [atoms, 3] row by row, eV per angstrom
 */
public record EnergyAndForces(double energy, double[] forces) {}
