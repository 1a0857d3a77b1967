package io.molspectra.conformer;

import io.molspectra.molecule.Molecule;
import java.util.List;

/** What became of a SMILES: molecules in three dimensions, or the reason why there are none. */
public sealed interface Conformer {

  /**
   * A sound geometry.
   *
   * @param molecule with all its hydrogens, positions in angstrom
   */
  record Built(Molecule molecule) implements Conformer {}

  /**
   * Several sound geometries of one molecule.
   *
   * @param members by energy, the lowest first; at least one
   */
  record Ensemble(List<Member> members) implements Conformer {
    /** Copies the list. */
    public Ensemble {
      members = List.copyOf(members);
    }
  }

  /**
   * One of several geometries.
   *
   * @param molecule with all its hydrogens, positions in angstrom
   * @param energy of MMFF94s+ above the lowest of the ensemble, kcal/mol
   */
  record Member(Molecule molecule, double energy) {}

  /**
   * No geometry.
   *
   * @param reason kind of fault
   * @param message what is wrong, and with which SMILES
   */
  record Failed(ConformerFailure reason, String message) implements Conformer {}
}
