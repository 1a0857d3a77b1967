package io.molspectra.conformer;

import com.actelion.research.chem.Molecule;
import com.actelion.research.chem.StereoMolecule;
import org.openmolecules.chem.conf.gen.RigidFragment;
import org.openmolecules.chem.conf.gen.RigidFragmentCache;
import org.openmolecules.chem.conf.gen.RigidFragmentProvider;

/**
 * OpenChemLib's search for the shapes of rigid fragments, ended sooner.
 *
 * <p>Left alone it builds a fragment from random coordinates up to 96 times, however few shapes
 * there are, and that is nine tenths of what a conformer costs. A fragment without a flexible ring
 * has one shape, which comes out of the first attempt or the second. The search is ended after a
 * number of steps, not after a time, so that it finds the same on every machine. For one molecule
 * and one thread.
 */
final class FragmentSearch extends RigidFragmentProvider {

  /** At most in one attempt, each of as many steps as there are pairs; most need half of them. */
  private static final int SWEEPS = 160;

  private static final int RIGID_ATTEMPTS = 1;
  private static final int FLEXIBLE_ATTEMPTS = 4;

  /** OpenChemLib places a fragment together with the atoms up to so many bonds away from it. */
  private static final int SHELLS = 2;

  private final RigidFragmentCache known;
  private final double effort;
  private long allowed;
  private long taken;

  /**
   * @param seed of the random coordinates, not 0
   * @param known fragments whose shapes need no search; those found are added
   */
  FragmentSearch(long seed, RigidFragmentCache known) {
    this(seed, known, 1);
  }

  /**
   * @param effort 1 for the usual number of steps, more for OpenChemLib's own search
   */
  FragmentSearch(long seed, RigidFragmentCache known, double effort) {
    super(seed, known, true);
    this.known = known;
    this.effort = effort;
    setThreadMaster(() -> ++taken > allowed);
  }

  @Override
  public RigidFragment createFragment(StereoMolecule molecule, int[] fragmentOf, int fragment) {
    int atoms = atomsAround(molecule, fragmentOf, fragment);
    int attempts = isFlexible(molecule, fragmentOf, fragment) ? FLEXIBLE_ATTEMPTS : RIGID_ATTEMPTS;
    // Not a single step would leave OpenChemLib without a shape to go on with.
    long steps = Math.max(1, (long) (effort * attempts * SWEEPS * atoms * atoms));
    RigidFragment found = search(molecule, fragmentOf, fragment, steps);
    if (taken == 0 || isComplete(found)) {
      return found;
    }
    FragmentCaches.forgetFound(known);
    return search(molecule, fragmentOf, fragment, Long.MAX_VALUE);
  }

  private RigidFragment search(
      StereoMolecule molecule, int[] fragmentOf, int fragment, long steps) {
    taken = 0;
    allowed = steps;
    return super.createFragment(molecule, fragmentOf, fragment);
  }

  /**
   * An attempt that is ended between two sweeps can pass for a good one, not yet being strained.
   */
  private static boolean isComplete(RigidFragment fragment) {
    for (int shape = 0; shape < fragment.getConformerCount(); shape++) {
      if (Double.isNaN(fragment.getConformer(shape).getAtomStrain(0))) {
        return false;
      }
    }
    return true;
  }

  private static int atomsAround(StereoMolecule molecule, int[] fragmentOf, int fragment) {
    boolean[] reached = new boolean[molecule.getAllAtoms()];
    int atoms = 0;
    for (int atom = 0; atom < reached.length; atom++) {
      reached[atom] = fragmentOf[atom] == fragment;
    }
    for (int shell = 0; shell < SHELLS; shell++) {
      boolean[] before = reached.clone();
      for (int bond = 0; bond < molecule.getAllBonds(); bond++) {
        int one = molecule.getBondAtom(0, bond);
        int other = molecule.getBondAtom(1, bond);
        reached[one] |= before[other];
        reached[other] |= before[one];
      }
    }
    for (boolean one : reached) {
      atoms += one ? 1 : 0;
    }
    return atoms;
  }

  private static boolean isFlexible(StereoMolecule molecule, int[] fragmentOf, int fragment) {
    molecule.ensureHelperArrays(Molecule.cHelperRings);
    for (int bond = 0; bond < molecule.getBonds(); bond++) {
      if (fragmentOf[molecule.getBondAtom(0, bond)] == fragment
          && fragmentOf[molecule.getBondAtom(1, bond)] == fragment
          && molecule.getBondOrder(bond) == 1
          && molecule.getBondRingSize(bond) > 3
          && !molecule.isAromaticBond(bond)) {
        return true;
      }
    }
    return false;
  }
}
