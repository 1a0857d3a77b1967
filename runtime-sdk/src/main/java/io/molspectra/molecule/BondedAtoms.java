package io.molspectra.molecule;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Atoms of a record with what bonds and charges tell about them: whether their hydrogens were left
 * out. Toolkits and databases drop them, for they can be put back; the model sees bare atoms.
 */
final class BondedAtoms {

  /** Orders of bonds, twice, by the number that stands for them: an aromatic one counts 1.5. */
  private static final int[] DOUBLED_ORDERS = {0, 2, 4, 6, 3};

  /** Order of bonds, twice, from which on two atoms share more than a single bond. */
  private static final int DOUBLE_BOND = 4;

  private final AtomList atoms = new AtomList();
  private final List<Bond> bonds = new ArrayList<>();

  /**
   * Charged atoms, radicals, those that state their valence, and those with bonds of no certain
   * order: any valence is theirs.
   */
  private final BitSet free = new BitSet();

  /** Between atoms from 0. */
  private record Bond(int from, int to, int doubledOrder) {}

  AtomList atoms() {
    return atoms;
  }

  /** Whether any of the atoms read so far is a hydrogen; if so, bonds need not be added. */
  boolean hasHydrogen() {
    for (int atom = 0; atom < atoms.count(); atom++) {
      if (atoms.atomicNumber(atom) == 1) {
        return true;
      }
    }
    return false;
  }

  /** Tells that an atom, from 0, is charged, a radical, or states its valence itself. */
  void free(int atom) {
    free.set(atom);
  }

  /**
   * Adds a bond between atoms, from 0.
   *
   * @param type 1 to 3, or 4 if aromatic; others are of no certain order
   */
  void bond(int from, int to, int type) {
    if (type < 1 || type >= DOUBLED_ORDERS.length) {
      free(from);
      free(to);
    } else {
      bonds.add(new Bond(from, to, DOUBLED_ORDERS[type]));
    }
  }

  /**
   * Refuses a record with bonds and no hydrogen, in which carbon, nitrogen or oxygen have fewer
   * bonds than usual.
   *
   * @throws RecordFault MISSING_HYDROGENS
   */
  void requireHydrogens() throws RecordFault {
    if (bonds.isEmpty() || hasHydrogen()) {
      return;
    }
    int[] doubled = new int[atoms.count()];
    for (Bond bond : bonds) {
      doubled[bond.from()] += bond.doubledOrder();
      doubled[bond.to()] += bond.doubledOrder();
    }
    BitSet complete = (BitSet) free.clone();
    for (Bond bond : bonds) {
      // Carbon monoxide, isocyanides and the like, when drawn without their charges.
      if (bond.doubledOrder() >= DOUBLE_BOND) {
        complete.set(bond.from(), complete.get(bond.from()) || isOverfull(bond.to(), doubled));
        complete.set(bond.to(), complete.get(bond.to()) || isOverfull(bond.from(), doubled));
      }
    }
    for (int atom = 0; atom < doubled.length; atom++) {
      int usual = valence(atom);
      if (doubled[atom] < 2 * usual && !complete.get(atom)) {
        throw new RecordFault(
            RejectReason.MISSING_HYDROGENS,
            atoms.line(atom),
            "the record has no hydrogen, and bonds of atom %d (%s) sum up to %s where %d is usual; add"
                    .formatted(
                        atom + 1,
                        Elements.symbol(atoms.atomicNumber(atom)),
                        doubled[atom] / 2.0,
                        usual)
                + " hydrogens with a chemistry toolkit (obabel -h, for example), or give SMILES");
      }
    }
  }

  private boolean isOverfull(int atom, int[] doubled) {
    return valence(atom) > 0 && doubled[atom] > 2 * valence(atom);
  }

  /** Of carbon, nitrogen and oxygen; 0 for all others, which take several. */
  private int valence(int atom) {
    int element = atoms.atomicNumber(atom);
    return element >= 6 && element <= 8 ? 10 - element : 0;
  }
}
