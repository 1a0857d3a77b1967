package io.molspectra.conformer;

/** Kinds of fault for which a SMILES has no conformer. */
public enum ConformerFailure {
  /** Text that is no SMILES, or none at all. */
  UNPARSABLE_SMILES,
  /** A wildcard instead of an atom or bond. */
  UNKNOWN_ELEMENT,
  /** Several molecules in one SMILES: a salt, a solvate, a mixture. */
  SEVERAL_FRAGMENTS,
  /** More atoms than are tried. */
  TOO_LARGE,
  /** No arrangement in space was found. */
  EMBEDDING_FAILED,
  /** The search for an arrangement took longer than allowed. */
  TIMED_OUT,
  /** An atom for which MMFF94s+ has no parameters: boron or selenium, for example. */
  NO_FORCE_FIELD,
  /** The minimisation ended before the forces were small. */
  NOT_CONVERGED,
  /** A coordinate that is not a finite number. */
  NON_FINITE_COORDINATE,
  /** Two atoms closer than any chemistry allows. */
  ATOMS_TOO_CLOSE,
  /** A bond much shorter or longer than its atoms' covalent radii. */
  IMPLAUSIBLE_BOND,
  /** Hydrogens that are implied, but have no place. */
  MISSING_HYDROGENS,
  /** A sound geometry of another stereoisomer than the SMILES asks for. */
  WRONG_STEREO
}
