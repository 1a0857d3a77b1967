package io.molspectra.dynamics;

import io.molspectra.predict.EnergyAndForces;
import io.molspectra.predict.ForceField;

/** A potential energy surface for a fixed list of atoms. */
@FunctionalInterface
public interface Forces {

  /**
   * Energy and forces.
   *
   * @param positions [atoms, 3] row by row, angstrom; not to be changed
   * @return eV and eV per angstrom
   */
  EnergyAndForces at(double[] positions);

  /** What a model says of these atoms. */
  static Forces of(ForceField field, int[] atomicNumbers) {
    return positions -> field.at(atomicNumbers, positions);
  }
}
