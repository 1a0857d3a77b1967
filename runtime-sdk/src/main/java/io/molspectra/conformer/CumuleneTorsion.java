package io.molspectra.conformer;

import com.actelion.research.chem.Molecule;
import com.actelion.research.chem.StereoMolecule;
import com.actelion.research.chem.forcefield.mmff.EnergyTerm;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What turns the ends of cumulated double bonds against each other: two of them (an allene, a
 * ketenimine, a carbodiimide) hold their ends at right angles, three hold them in one plane.
 * MMFF94s+ has no torsion over a linear atom, so that allenes come out as flat as the rest of the
 * molecule likes them.
 *
 * <p>{@code E = k (1 - cos(phi - rest))} in kcal/mol, with phi between a substituent of one end and
 * one of the other, and rest the one of the two angles that is nearer when it begins. All pairs of
 * substituents together have the barrier: 46 between carbons (that of allene, measured by
 * racemisation), 10 where an end is nitrogen, which can swing through.
 */
final class CumuleneTorsion implements EnergyTerm {

  private static final double CARBON_BARRIER = 46;
  private static final double NITROGEN_BARRIER = 10;

  private final int[] atoms;
  private final double rest;
  private final double strength;

  /**
   * @param atoms substituent, end, other end, its substituent
   * @param rest radians
   * @param strength kcal/mol
   */
  CumuleneTorsion(int[] atoms, double rest, double strength) {
    this.atoms = atoms.clone();
    this.rest = rest;
    this.strength = strength;
  }

  /**
   * Those of a molecule.
   *
   * @param placed with all hydrogens
   * @param positions A, [3 * atoms]
   */
  static List<CumuleneTorsion> of(StereoMolecule placed, double[] positions) {
    placed.ensureHelperArrays(Molecule.cHelperRings);
    List<CumuleneTorsion> all = new ArrayList<>();
    for (int atom = 0; atom < placed.getAtoms(); atom++) {
      for (int i = 0; i < placed.getConnAtoms(atom); i++) {
        int next = placed.getConnAtom(atom, i);
        if (placed.getConnBondOrder(atom, i) == 2 && !isLinear(placed, atom)) {
          add(all, placed, positions, atom, next);
        }
      }
    }
    return all;
  }

  private static void add(
      List<CumuleneTorsion> all, StereoMolecule placed, double[] positions, int end, int first) {
    int before = end;
    int at = first;
    int doubleBonds = 1;
    while (isLinear(placed, at)) {
      int next = placed.getConnAtom(at, placed.getConnAtom(at, 0) == before ? 1 : 0);
      before = at;
      at = next;
      doubleBonds++;
    }
    // From the other end it is found again.
    if (doubleBonds < 2 || at < end) {
      return;
    }
    List<Integer> here = substituents(placed, end, first);
    List<Integer> there = substituents(placed, at, before);
    double barrier =
        placed.getAtomicNo(end) == 6 && placed.getAtomicNo(at) == 6
            ? CARBON_BARRIER
            : NITROGEN_BARRIER;
    double strength = barrier / (here.size() * there.size());
    double rest = 0;
    for (int i = 0; i < here.size(); i++) {
      for (int j = 0; j < there.size(); j++) {
        int[] atoms = {here.get(i), end, at, there.get(j)};
        if (i + j == 0) {
          rest = nearest(new Dihedral(positions, atoms).angle(), doubleBonds % 2 == 0);
        }
        all.add(new CumuleneTorsion(atoms, rest + Math.PI * (i + j), strength));
      }
    }
  }

  private static double nearest(double torsion, boolean isPerpendicular) {
    if (isPerpendicular) {
      return torsion < 0 ? -Math.PI / 2 : Math.PI / 2;
    }
    return Math.abs(torsion) < Math.PI / 2 ? 0 : Math.PI;
  }

  /** A carbon between two double bonds. */
  private static boolean isLinear(StereoMolecule placed, int atom) {
    return placed.getAtomicNo(atom) == 6
        && placed.getAllConnAtoms(atom) == 2
        && placed.getConnBondOrder(atom, 0) == 2
        && placed.getConnBondOrder(atom, 1) == 2;
  }

  private static List<Integer> substituents(StereoMolecule placed, int end, int chain) {
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < placed.getAllConnAtoms(end); i++) {
      if (placed.getConnAtom(end, i) != chain) {
        found.add(placed.getConnAtom(end, i));
      }
    }
    // Sulphur and phosphorus have other ends.
    boolean isKnown = placed.getAtomicNo(end) == 6 || placed.getAtomicNo(end) == 7;
    return isKnown && found.size() <= 2 ? found : List.of();
  }

  @Override
  public double getEnergy(double[] positions) {
    return strength * (1 - Math.cos(new Dihedral(positions, atoms).angle() - rest));
  }

  @Override
  public double getEnergy(double[] positions, @Nullable StringBuilder report) {
    return getEnergy(positions);
  }

  @Override
  public void getGradient(double[] positions, double[] gradient) {
    var dihedral = new Dihedral(positions, atoms);
    dihedral.addGradient(strength * Math.sin(dihedral.angle() - rest), gradient);
  }
}
