package io.molspectra.conformer;

import static io.molspectra.conformer.ConformerFailure.ATOMS_TOO_CLOSE;
import static io.molspectra.conformer.ConformerFailure.IMPLAUSIBLE_BOND;
import static io.molspectra.conformer.ConformerFailure.MISSING_HYDROGENS;
import static io.molspectra.conformer.ConformerFailure.NON_FINITE_COORDINATE;

import com.actelion.research.chem.Coordinates;
import com.actelion.research.chem.StereoMolecule;
import com.actelion.research.chem.conf.VDWRadii;
import io.molspectra.molecule.Elements;

/**
 * Refuses geometries that are no molecules. OpenChemLib places two atoms of bicyclo[1.1.1] cages on
 * one point, for example, and no minimisation moves them apart.
 */
final class ConformerGate {

  /** The shortest distance there is, between the hydrogens of H2, is 0.74 angstrom. */
  static final double MIN_DISTANCE = 0.6;

  // Bonds of MMFF94s+ minima lie between 0.87 and 1.09 times the sum of the covalent radii.
  private static final double SHORTEST = 0.7;
  private static final double LONGEST = 1.3;

  private ConformerGate() {}

  /**
   * @param name what to call the molecule in a message
   * @throws ConformerFault if the geometry cannot be a molecule's
   */
  static void check(String name, StereoMolecule molecule) throws ConformerFault {
    molecule.ensureHelperArrays(com.actelion.research.chem.Molecule.cHelperNeighbours);
    for (int atom = 0; atom < molecule.getAllAtoms(); atom++) {
      Coordinates place = molecule.getAtomCoordinates(atom);
      if (!Double.isFinite(place.x + place.y + place.z)) {
        throw new ConformerFault(
            NON_FINITE_COORDINATE, "%s: %s is at %s".formatted(name, label(molecule, atom), place));
      }
      if (molecule.getImplicitHydrogens(atom) > 0) {
        throw new ConformerFault(
            MISSING_HYDROGENS,
            "%s: %s lacks %d hydrogens"
                .formatted(name, label(molecule, atom), molecule.getImplicitHydrogens(atom)));
      }
      for (int other = 0; other < atom; other++) {
        double distance = place.distance(molecule.getAtomCoordinates(other));
        if (distance < MIN_DISTANCE) {
          throw new ConformerFault(
              ATOMS_TOO_CLOSE,
              "%s: %s and %s are %.3f angstrom apart, at least %s is expected"
                  .formatted(
                      name, label(molecule, other), label(molecule, atom), distance, MIN_DISTANCE));
        }
      }
    }
    for (int bond = 0; bond < molecule.getAllBonds(); bond++) {
      checkBond(name, molecule, molecule.getBondAtom(0, bond), molecule.getBondAtom(1, bond));
    }
  }

  private static void checkBond(String name, StereoMolecule molecule, int from, int to)
      throws ConformerFault {
    double radii =
        VDWRadii.getCovalentRadius(molecule.getAtomicNo(from))
            + VDWRadii.getCovalentRadius(molecule.getAtomicNo(to));
    double length = molecule.getAtomCoordinates(from).distance(molecule.getAtomCoordinates(to));
    if (length < SHORTEST * radii || length > LONGEST * radii) {
      throw new ConformerFault(
          IMPLAUSIBLE_BOND,
          "%s: the bond %s-%s is %.3f angstrom long, %.2f to %.2f are plausible"
              .formatted(
                  name,
                  label(molecule, from),
                  label(molecule, to),
                  length,
                  SHORTEST * radii,
                  LONGEST * radii));
    }
  }

  /** Element and 1-based number of an atom. */
  static String label(StereoMolecule molecule, int atom) {
    return Elements.symbol(molecule.getAtomicNo(atom)) + (atom + 1);
  }
}
