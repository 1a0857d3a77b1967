package io.molspectra.conformer;

import java.io.Serializable;

/**
 * What a SMILES is turned into.
 *
 * @param seed of what the SMILES leaves open
 * @param largestFragment whether of a salt or a mixture the largest molecule is taken, an acid or a
 *     base without its counter-ion neutral again; otherwise such a SMILES is a failure
 * @param maxAtoms larger molecules are failures, hydrogens counted: the time for a geometry grows
 *     with the square of their number and more
 */
public record ConformerRules(long seed, boolean largestFragment, int maxAtoms)
    implements Serializable {

  /** Atoms of the largest molecule that is tried unless something else is asked for. */
  public static final int MAX_ATOMS = 300;

  /**
   * @throws IllegalArgumentException if maxAtoms is not positive
   */
  public ConformerRules {
    if (maxAtoms < 1) {
      throw new IllegalArgumentException("maxAtoms must be at least 1, got " + maxAtoms);
    }
  }

  /** One molecule a SMILES, of at most {@link #MAX_ATOMS} atoms. */
  public static ConformerRules seeded(long seed) {
    return new ConformerRules(seed, false, MAX_ATOMS);
  }
}
