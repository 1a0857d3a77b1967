package io.molspectra.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What holds for every batch, whatever the molecules. Quiet loops: batches may be large. */
final class BatchInvariants {

  private BatchInvariants() {}

  static void check(MoleculeBatch batch) {
    checkMoleculeSlots(batch);
    for (int atom = 0; atom < batch.atomCount(); atom++) {
      checkRow(batch, atom);
    }
    checkPairs(batch);
  }

  private static void checkMoleculeSlots(MoleculeBatch batch) {
    int used = 0;
    for (int slot = 0; slot < batch.moleculeAtoms().length; slot++) {
      int atom = (int) batch.moleculeAtoms()[slot];
      require(batch.moleculeIndex()[atom] == slot / batch.moleculeSlots(), "owner", slot);
      if (batch.moleculeAtomsMask()[slot] == 1) {
        require(batch.atomSlot()[atom] == slot, "atom_slot inverts molecule_atoms", slot);
        used++;
      }
    }
    assertEquals(batch.atomCount(), used);
  }

  private static void checkRow(MoleculeBatch batch, int atom) {
    int k = batch.neighborSlots();
    long previous = -1;
    boolean padding = false;
    for (int slot = atom * k; slot < (atom + 1) * k; slot++) {
      long neighbor = batch.neighbors()[slot];
      int reverse = (int) batch.reverseNeighbor()[slot];
      require(batch.reverseNeighbor()[reverse] == slot, "reverse is an involution", slot);
      require(
          batch.moleculeIndex()[(int) neighbor] == batch.moleculeIndex()[atom],
          "neighbours share a molecule",
          slot);
      if (slot == atom * k) {
        require(neighbor == atom && batch.neighborMask()[slot] == 1, "slot 0 is the atom", slot);
        require(reverse == slot, "the self slot is its own reverse", slot);
      } else if (batch.neighborMask()[slot] == 1) {
        require(!padding, "used slots come before unused ones", slot);
        require(neighbor != atom && neighbor > previous, "ascending, the atom only once", slot);
        require(reverse / k == neighbor, "reverse lies in the neighbour's row", slot);
        require(batch.neighbors()[reverse] == atom, "reverse points back", slot);
        previous = neighbor;
      } else {
        padding = true;
        require(neighbor == atom && reverse == slot, "unused slots point at themselves", slot);
        require(
            batch.neighborPair()[slot] == batch.neighborPair()[atom * k],
            "unused slots name the self pair",
            slot);
      }
    }
  }

  private static void checkPairs(MoleculeBatch batch) {
    int used = 0;
    for (int p = 0; p < batch.pairCount(); p++) {
      int first = (int) batch.pairSlots()[2 * p];
      int second = (int) batch.pairSlots()[2 * p + 1];
      long i = batch.pairs()[2 * p];
      long j = batch.pairs()[2 * p + 1];
      require(batch.neighborPair()[first] == p && batch.neighborPair()[second] == p, "pair", p);
      require(batch.reverseNeighbor()[first] == second, "the pair's slots are reverses", p);
      require(first / batch.neighborSlots() == i && batch.neighbors()[first] == j, "first slot", p);
      require(batch.pairSlotsMask()[2 * p] == 1, "the first slot is real", p);
      require(batch.pairSlotsMask()[2 * p + 1] == (i == j ? 0 : 1), "self pair has one slot", p);
      used += i == j ? 1 : 2;
    }
    int realSlots = 0;
    for (float mask : batch.neighborMask()) {
      realSlots += mask == 1 ? 1 : 0;
    }
    assertEquals(realSlots, used, "every used slot belongs to exactly one pair");
  }

  private static void require(boolean condition, String what, int where) {
    if (!condition) {
      assertTrue(false, what + " (at " + where + ")");
    }
  }
}
