package io.molspectra.conformer;

import static io.molspectra.conformer.ConformerFailure.WRONG_STEREO;
import static io.molspectra.conformer.StereoFeature.ONE;
import static io.molspectra.conformer.StereoFeature.TWO;

import com.actelion.research.chem.Canonizer;
import com.actelion.research.chem.Molecule;
import com.actelion.research.chem.StereoMolecule;
import com.actelion.research.chem.coords.CoordinateInventor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * The configurations that a SMILES asks for; what it leaves open is not among them. OpenChemLib
 * prefers an arrangement without strain to the right one: it gives trans-cyclooctene the cis
 * geometry, and bridgeheads that no ring could span come out as another stereoisomer.
 *
 * <p>They are read before the generator sees the molecule. Neither it nor the force field changes
 * the order of atoms, and hydrogens come last, so that parities can be compared index by index.
 */
final class SpecifiedStereo {

  private final List<StereoFeature> features = new ArrayList<>();
  private final StereoMolecule drawing;

  /**
   * @param parsed a SMILES as the parser leaves it, which knows atoms marked with {@code @} that
   *     are no stereocentres
   */
  SpecifiedStereo(StereoMolecule parsed) {
    parsed.ensureHelperArrays(Molecule.cHelperRings);
    for (int atom = 0; atom < parsed.getAtoms(); atom++) {
      int parity = parsed.getAtomParity(atom);
      if ((parity == ONE || parity == TWO) && !isFlatCarbon(parsed, atom)) {
        features.add(
            parsed.isCentralAlleneAtom(atom)
                ? new StereoFeature.Allene(atom, parity)
                : new StereoFeature.Centre(atom, parity));
      }
    }
    for (int bond = 0; bond < parsed.getBonds(); bond++) {
      int parity = parsed.getBondParity(bond);
      // The parser takes no notice of slashes in rings of at most seven.
      if ((parity == ONE || parity == TWO)
          && parsed.getBondOrder(bond) == 2
          && !parsed.isSmallRingBond(bond)) {
        features.add(
            new StereoFeature.DoubleBond(
                bond, parsed.getBondAtom(0, bond), parsed.getBondAtom(1, bond), parity));
      }
    }
    drawing = features.isEmpty() ? parsed : new StereoMolecule(parsed);
  }

  /** Of a radical or an anion, which has its configuration for no time; MMFF94s+ makes it flat. */
  private static boolean isFlatCarbon(StereoMolecule parsed, int atom) {
    return parsed.getAtomicNo(atom) == 6
        && parsed.getAtomPi(atom) == 0
        && parsed.getAllConnAtoms(atom) + parsed.getImplicitHydrogens(atom) < 4;
  }

  /**
   * @param name what to call the molecule in a message
   * @param placed the molecule with all hydrogens, in three dimensions
   * @throws ConformerFault if it is another stereoisomer
   */
  void check(String name, StereoMolecule placed) throws ConformerFault {
    placed.ensureHelperArrays(Molecule.cHelperNeighbours);
    for (StereoFeature feature : features) {
      if (feature.found(placed) != feature.wanted()) {
        // Atoms that symmetry makes equal may have changed places: in a meso compound each half has
        // the other's parities then. And an ammonium that lost its proton with its counter-ion is
        // no stereocentre any more.
        if (!code(f -> f.found(placed)).equals(code(StereoFeature::wanted))) {
          throw new ConformerFault(WRONG_STEREO, name + ": " + feature.complaint(placed));
        }
        return;
      }
    }
  }

  /** The same for the same stereoisomer; costs a millisecond. */
  private String code(ToIntFunction<StereoFeature> parity) {
    StereoMolecule drawn = new StereoMolecule(drawing);
    drawn.ensureHelperArrays(Molecule.cHelperRings);
    features.forEach(feature -> feature.draw(drawn, parity.applyAsInt(feature)));
    drawn.setParitiesValid(0);
    CoordinateInventor inventor = new CoordinateInventor();
    inventor.setRandomSeed(1);
    inventor.invent(drawn);
    return new Canonizer(drawn).getIDCode();
  }
}
