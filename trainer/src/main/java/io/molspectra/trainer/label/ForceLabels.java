package io.molspectra.trainer.label;

import io.molspectra.predict.EnergyUnit;

/**
 * Forces on the atoms of all molecules.
 *
 * @param unit of the values: a unit of energy and "/A", "eV/A" for example
 * @param values [A, 3] row by row, A the atoms of all molecules laid end to end
 */
public record ForceLabels(String unit, float[] values) {

  private static final String PER_ANGSTROM = "/A";

  /** The unit of forces that belongs to a unit of energy. */
  static String unitOf(EnergyUnit energy) {
    return energy.symbol() + PER_ANGSTROM;
  }

  /**
   * The forces in another unit of energy per angstrom.
   *
   * @throws LabelException if the unit is no energy per angstrom
   */
  public ForceLabels in(EnergyUnit wanted) {
    if (!unit.endsWith(PER_ANGSTROM)) {
      throw new LabelException(
          LabelException.Problem.UNKNOWN_UNIT,
          "forces in " + unit + " cannot be converted; a unit such as eV/A is expected");
    }
    String energy = unit.substring(0, unit.length() - PER_ANGSTROM.length());
    double factor = EnergyLabels.unit(energy).factorTo(wanted);
    float[] converted = new float[values.length];
    for (int i = 0; i < converted.length; i++) {
      converted[i] = (float) (values[i] * factor);
    }
    return new ForceLabels(unitOf(wanted), converted);
  }
}
