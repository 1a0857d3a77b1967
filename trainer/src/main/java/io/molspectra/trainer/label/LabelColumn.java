package io.molspectra.trainer.label;

/**
 * One property of molecules.
 *
 * @param name of the property
 * @param unit of the values
 * @param values one a molecule, NaN where it is not known
 */
public record LabelColumn(String name, String unit, double[] values) {}
