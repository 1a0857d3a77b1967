package io.molspectra.trainer.convert;

import io.molspectra.molecule.Molecule;

/** What became of a SMILES: a molecule in three dimensions, or the reason why there is none. */
public sealed interface Conformer {

  /**
   * A sound geometry.
   *
   * @param molecule with all its hydrogens, positions in angstrom
   */
  record Built(Molecule molecule) implements Conformer {}

  /**
   * No geometry.
   *
   * @param reason kind of fault
   * @param message what is wrong, and with which SMILES
   */
  record Failed(ConformerFailure reason, String message) implements Conformer {}
}
