package io.molspectra.network;

/** How a property comes about from the features of a molecule's atoms (facts B). */
public enum HeadKind {
  /** Sum of one number an atom, from scalars and vectors: energies and most properties. */
  SCALAR,
  /** Sum of one number an atom, from scalars alone. */
  INVARIANT,
  /**
   * Length of the sum over atoms of q_i (r_i - c) + d_i, with a charge q_i and a dipole d_i for
   * each atom and the centre of mass c: the dipole moment.
   */
  DIPOLE,
  /**
   * Sum over atoms of q_i |r_i - c|^2 in units of 64 square angstrom, c the centre of mass: the
   * electronic spatial extent.
   */
  EXTENT;

  /** Whether a constant may be added to the answer. The length of a vector has no offset. */
  public boolean hasOffset() {
    return this == SCALAR || this == INVARIANT;
  }
}
