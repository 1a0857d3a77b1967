package io.molspectra.features;

import io.molspectra.molecule.Molecule;
import java.util.List;

/**
 * Lays molecules end to end and finds the neighbours of every atom: all atoms of the same molecule
 * at a distance strictly below the cutoff, never truncated. Time and memory are linear in the
 * number of atoms. Immutable and thread-safe.
 *
 * @param cutoff in angstrom, positive
 * @param slotMultiple K, the number of neighbour slots, is rounded up to a multiple of this, so
 *     that batches share few shapes; 1 keeps K as small as possible
 */
public record MoleculeBatcher(double cutoff, int slotMultiple) {

  /**
   * @throws IllegalArgumentException if the cutoff is not a positive number or the multiple is not
   *     positive
   */
  public MoleculeBatcher {
    if (!(cutoff > 0) || Double.isInfinite(cutoff)) {
      throw new IllegalArgumentException("cutoff must be positive and finite, got " + cutoff);
    }
    if (slotMultiple < 1) {
      throw new IllegalArgumentException("slotMultiple must be at least 1, got " + slotMultiple);
    }
  }

  /** A batcher that uses exactly as many neighbour slots as the fullest atom needs. */
  public MoleculeBatcher(double cutoff) {
    this(cutoff, 1);
  }

  /**
   * Builds the tensors of a batch; the molecules keep their order.
   *
   * @throws IllegalArgumentException if there is no molecule, a coordinate is not finite, or the
   *     batch needs more than 2^31 slots
   */
  public MoleculeBatch batch(List<Molecule> molecules) {
    if (molecules.isEmpty()) {
      throw new IllegalArgumentException("a batch needs at least one molecule");
    }
    NeighborSearch search = NeighborSearch.take();
    try {
      return batch(molecules, search);
    } finally {
      search.release();
    }
  }

  private MoleculeBatch batch(List<Molecule> molecules, NeighborSearch search) {
    long atoms = 0;
    int moleculeSlots = 0;
    for (Molecule molecule : molecules) {
      requireFinite(molecule);
      search.add(molecule.positions(), cutoff);
      atoms += molecule.atomCount();
      moleculeSlots = Math.max(moleculeSlots, molecule.atomCount());
    }
    long slots = 1L + search.largestCount();
    long rounded = (slots + slotMultiple - 1L) / slotMultiple * slotMultiple;
    long pairs = atoms + search.pairs() / 2;
    requireFits("atoms x neighbour slots", atoms, rounded);
    requireFits("molecules x atoms of the largest", molecules.size(), moleculeSlots);
    requireFits("pairs x 2", 2, pairs);
    BatchAssembly assembly =
        new BatchAssembly(molecules.size(), (int) atoms, (int) rounded, (int) pairs, moleculeSlots);
    for (Molecule molecule : molecules) {
      assembly.append(molecule, search);
    }
    return assembly.finish();
  }

  private static void requireFinite(Molecule molecule) {
    float[] positions = molecule.positions();
    for (int k = 0; k < positions.length; k++) {
      if (!Float.isFinite(positions[k])) {
        throw new IllegalArgumentException(
            "molecule %s: coordinate %s of atom %d is %s"
                .formatted(molecule.id(), "xyz".charAt(k % 3), k / 3 + 1, positions[k]));
      }
    }
  }

  private static void requireFits(String what, long rows, long columns) {
    if (rows > Integer.MAX_VALUE - 8 || rows * columns > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "batch too large: %s = %d x %d does not fit an array; use smaller batches"
              .formatted(what, rows, columns));
    }
  }
}
