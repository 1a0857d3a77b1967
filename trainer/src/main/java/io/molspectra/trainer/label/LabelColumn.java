package io.molspectra.trainer.label;

import io.molspectra.predict.EnergyUnit;

/**
 * One property of all molecules.
 *
 * @param name of the property, as QM9 or the file calls it
 * @param unit of the values, free text such as "eV" or "cal/mol/K"
 * @param values one per molecule, NaN where it is not known
 */
public record LabelColumn(String name, String unit, double[] values) {

  /** The column in another unit of energy. */
  public LabelColumn in(EnergyUnit wanted) {
    double factor = EnergyLabels.unit(unit).factorTo(wanted);
    double[] converted = new double[values.length];
    for (int i = 0; i < converted.length; i++) {
      converted[i] = values[i] * factor;
    }
    return new LabelColumn(name, wanted.symbol(), converted);
  }

  /** The values of some molecules, in the order asked for. */
  public LabelColumn select(int[] indices) {
    double[] selected = new double[indices.length];
    for (int i = 0; i < selected.length; i++) {
      selected[i] = values[indices[i]];
    }
    return new LabelColumn(name, unit, selected);
  }
}
