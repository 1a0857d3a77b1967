package io.molspectra.trainer.label;

/**
 * Forces on the atoms of molecules.
 *
 * @param unit of the values, per angstrom
 * @param values [A, 3] of all molecules laid end to end
 */
public record ForceLabels(String unit, float[] values) {}
