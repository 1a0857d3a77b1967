package io.molspectra.features;

import io.molspectra.molecule.Molecule;

/** Fills the arrays of one batch, molecule by molecule. */
final class BatchAssembly {

  private final int slots;
  private final int moleculeSlots;
  private final long[] atomicNumbers;
  private final float[] positions;
  private final long[] moleculeIndex;
  private final long[] moleculeAtoms;
  private final float[] moleculeAtomsMask;
  private final long[] atomSlot;
  private final long[] neighbors;
  private final float[] neighborMask;
  private final long[] reverseNeighbor;
  private final long[] pairs;
  private final long[] neighborPair;
  private final long[] pairSlots;
  private final float[] pairSlotsMask;

  private int molecule;
  private int firstAtom;
  private int pair;

  BatchAssembly(int molecules, int atoms, int slots, int pairCount, int moleculeSlots) {
    this.slots = slots;
    this.moleculeSlots = moleculeSlots;
    atomicNumbers = new long[atoms];
    positions = new float[3 * atoms];
    moleculeIndex = new long[atoms];
    moleculeAtoms = new long[molecules * moleculeSlots];
    moleculeAtomsMask = new float[molecules * moleculeSlots];
    atomSlot = new long[atoms];
    neighbors = new long[atoms * slots];
    neighborMask = new float[atoms * slots];
    reverseNeighbor = new long[atoms * slots];
    pairs = new long[2 * pairCount];
    neighborPair = new long[atoms * slots];
    pairSlots = new long[2 * pairCount];
    pairSlotsMask = new float[2 * pairCount];
  }

  void append(Molecule added, NeighborSearch search) {
    int n = added.atomCount();
    System.arraycopy(added.positions(), 0, positions, 3 * firstAtom, 3 * n);
    for (int a = 0; a < n; a++) {
      atomicNumbers[firstAtom + a] = added.atomicNumbers()[a];
      moleculeIndex[firstAtom + a] = molecule;
      atomSlot[firstAtom + a] = (long) molecule * moleculeSlots + a;
    }
    for (int s = 0; s < moleculeSlots; s++) {
      moleculeAtoms[molecule * moleculeSlots + s] = firstAtom + (s < n ? s : 0);
      moleculeAtomsMask[molecule * moleculeSlots + s] = s < n ? 1 : 0;
    }
    appendNeighbors(n, search);
    molecule++;
    firstAtom += n;
  }

  /**
   * Atoms are visited in ascending order and every row is ascending, so atom i is always the next
   * entry not yet met in the row of its neighbour j: one cursor a row finds all reverse slots.
   */
  private void appendNeighbors(int n, NeighborSearch search) {
    int[] cursor = new int[n];
    for (int i = 0; i < n; i++) {
      int row = (firstAtom + i) * slots;
      fillWithSelf(firstAtom + i, row);
      int start = search.start(firstAtom + i);
      for (int at = start; at < search.start(firstAtom + i + 1); at++) {
        int j = search.neighbor(at);
        int slot = row + 1 + at - start;
        int reverse = (firstAtom + j) * slots + 1 + cursor[j]++;
        neighbors[slot] = firstAtom + j;
        neighborMask[slot] = 1;
        reverseNeighbor[slot] = reverse;
        if (j > i) {
          addPair(firstAtom + i, firstAtom + j, slot, reverse);
          neighborPair[slot] = pair - 1;
        } else {
          neighborPair[slot] = neighborPair[reverse];
        }
      }
    }
  }

  private void fillWithSelf(int atom, int row) {
    addPair(atom, atom, row, row);
    for (int slot = row; slot < row + slots; slot++) {
      neighbors[slot] = atom;
      reverseNeighbor[slot] = slot;
      neighborPair[slot] = pair - 1;
    }
    neighborMask[row] = 1;
  }

  private void addPair(int first, int second, int slot, int reverse) {
    pairs[2 * pair] = first;
    pairs[2 * pair + 1] = second;
    pairSlots[2 * pair] = slot;
    pairSlots[2 * pair + 1] = reverse;
    pairSlotsMask[2 * pair] = 1;
    pairSlotsMask[2 * pair + 1] = first == second ? 0 : 1;
    pair++;
  }

  MoleculeBatch finish() {
    return new MoleculeBatch(
        molecule,
        atomicNumbers.length,
        slots,
        pair,
        moleculeSlots,
        atomicNumbers,
        positions,
        moleculeIndex,
        moleculeAtoms,
        moleculeAtomsMask,
        atomSlot,
        neighbors,
        neighborMask,
        reverseNeighbor,
        pairs,
        neighborPair,
        pairSlots,
        pairSlotsMask);
  }
}
