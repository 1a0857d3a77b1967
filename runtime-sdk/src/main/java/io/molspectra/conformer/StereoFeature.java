package io.molspectra.conformer;

import com.actelion.research.chem.Coordinates;
import com.actelion.research.chem.Molecule;
import com.actelion.research.chem.StereoMolecule;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A stereocentre, an allene or a double bond with the parity that it should have, in OpenChemLib's
 * sense: of the neighbours in the order of their indices.
 */
sealed interface StereoFeature {

  /** Of an atom {@link Molecule#cAtomParity1}, of a bond {@link Molecule#cBondParityEor1}. */
  int ONE = Molecule.cAtomParity1;

  /** Of an atom {@link Molecule#cAtomParity2}, of a bond {@link Molecule#cBondParityZor2}. */
  int TWO = Molecule.cAtomParity2;

  /** Of either. */
  int NEITHER = Molecule.cAtomParityUnknown;

  /** {@link #ONE} or {@link #TWO}. */
  int wanted();

  /**
   * @param placed the molecule with all hydrogens, in three dimensions, its neighbours known
   */
  int found(StereoMolecule placed);

  /** What is wrong, for people. */
  String complaint(StereoMolecule placed);

  /** Gives a drawing this parity instead of its own. */
  void draw(StereoMolecule drawing, int parity);

  /** Three neighbours and a lone pair, which is on the side of the centre, or four neighbours. */
  record Centre(int atom, int wanted) implements StereoFeature {
    @Override
    public int found(StereoMolecule placed) {
      int[] around = neighbours(placed, atom, -1);
      Coordinates from = placed.getAtomCoordinates(around[0]);
      Coordinates a = placed.getAtomCoordinates(around[1]).subC(from);
      Coordinates b = placed.getAtomCoordinates(around[2]).subC(from);
      Coordinates c = placed.getAtomCoordinates(around.length > 3 ? around[3] : atom).subC(from);
      return a.cross(b).dot(c) > 0 ? ONE : TWO;
    }

    @Override
    public String complaint(StereoMolecule placed) {
      return "%s, of its neighbours %s, is %s, the SMILES says %s"
          .formatted(
              ConformerGate.label(placed, atom),
              Arrays.stream(neighbours(placed, atom, -1))
                  .mapToObj(neighbour -> ConformerGate.label(placed, neighbour))
                  .collect(Collectors.joining(" ")),
              sign(found(placed)),
              sign(wanted));
    }

    @Override
    public void draw(StereoMolecule drawing, int parity) {
      drawing.setAtomParity(atom, parity, drawing.isAtomParityPseudo(atom));
    }

    private static String sign(int parity) {
      return parity == ONE ? "@@" : "@";
    }
  }

  /** The atom in the middle. */
  record Allene(int atom, int wanted) implements StereoFeature {

    /** In radians; OpenChemLib, too, takes allenes flatter than that for neither hand. */
    private static final double FLAT = 0.3;

    @Override
    public int found(StereoMolecule placed) {
      double torsion = placed.calculateTorsion(axis(placed));
      if (Math.abs(torsion) < FLAT || Math.abs(torsion) > Math.PI - FLAT) {
        return NEITHER;
      }
      return torsion > 0 ? ONE : TWO;
    }

    @Override
    public String complaint(StereoMolecule placed) {
      int[] axis = axis(placed);
      return "%s and %s, at the ends of the allene %s, are turned by %.0f degrees, the SMILES says %d"
          .formatted(
              ConformerGate.label(placed, axis[0]),
              ConformerGate.label(placed, axis[3]),
              ConformerGate.label(placed, atom),
              Math.toDegrees(placed.calculateTorsion(axis)),
              wanted == ONE ? 90 : -90);
    }

    @Override
    public void draw(StereoMolecule drawing, int parity) {
      drawing.setAtomParity(atom, parity, drawing.isAtomParityPseudo(atom));
    }

    private int[] axis(StereoMolecule placed) {
      int[] ends = neighbours(placed, atom, -1);
      int from = neighbours(placed, ends[0], atom)[0];
      int to = neighbours(placed, ends[1], atom)[0];
      return new int[] {from, ends[0], ends[1], to};
    }
  }

  /** Named by its index and its atoms. */
  record DoubleBond(int bond, int from, int to, int wanted) implements StereoFeature {
    @Override
    public int found(StereoMolecule placed) {
      Coordinates start = placed.getAtomCoordinates(from);
      Coordinates end = placed.getAtomCoordinates(to);
      Coordinates axis = end.subC(start);
      Coordinates one = placed.getAtomCoordinates(neighbours(placed, from, to)[0]).subC(start);
      Coordinates other = placed.getAtomCoordinates(neighbours(placed, to, from)[0]).subC(end);
      return axis.cross(one).dot(axis.cross(other)) > 0 ? TWO : ONE;
    }

    @Override
    public String complaint(StereoMolecule placed) {
      return "%s and %s are on %s of the double bond %s=%s, the SMILES says %s"
          .formatted(
              ConformerGate.label(placed, neighbours(placed, from, to)[0]),
              ConformerGate.label(placed, neighbours(placed, to, from)[0]),
              sides(found(placed)),
              ConformerGate.label(placed, from),
              ConformerGate.label(placed, to),
              sides(wanted));
    }

    @Override
    public void draw(StereoMolecule drawing, int parity) {
      drawing.setBondParity(bond, parity, drawing.isBondParityPseudo(bond));
    }

    private static String sides(int parity) {
      return parity == TWO ? "the same side" : "opposite sides";
    }
  }

  /** Those of an atom, ascending, without one. */
  private static int[] neighbours(StereoMolecule molecule, int atom, int without) {
    int[] around = new int[molecule.getAllConnAtoms(atom)];
    int count = 0;
    for (int i = 0; i < around.length; i++) {
      int neighbour = molecule.getConnAtom(atom, i);
      if (neighbour != without) {
        around[count++] = neighbour;
      }
    }
    int[] found = Arrays.copyOf(around, count);
    Arrays.sort(found);
    return found;
  }
}
