package io.molspectra.conformer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.actelion.research.chem.SmilesParser;
import com.actelion.research.chem.StereoMolecule;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openmolecules.chem.conf.gen.ConformerGenerator;

class ConformerGateTest {

  private StereoMolecule ethane;

  @BeforeEach
  void buildEthane() {
    ethane = new ConformerGenerator(1, false).getOneConformerAsMolecule(parsed("CC"));
  }

  @Test
  void aSoundGeometryPasses() throws ConformerFault {
    ConformerGate.check("ethane", ethane);
  }

  @Test
  void aStretchedBondIsImplausible() {
    // 2.2 angstrom from the other carbon: its covalent radii add up to about 1.5.
    shift(ethane, 0, 1, 2.2);
    assertRejected(ConformerFailure.IMPLAUSIBLE_BOND, "C1-C2");
  }

  @Test
  void coincidentAtomsAreTooClose() {
    shift(ethane, 0, 1, 0.1);
    assertRejected(ConformerFailure.ATOMS_TOO_CLOSE, "C1 and C2 are 0.100 angstrom apart");
  }

  @Test
  void aCoordinateThatIsNoNumberIsRefused() {
    ethane.setAtomY(3, Double.NaN);
    assertRejected(ConformerFailure.NON_FINITE_COORDINATE, "H4");
  }

  @Test
  void hydrogensWithoutAPlaceAreMissing() {
    ethane = parsed("CC");
    assertRejected(ConformerFailure.MISSING_HYDROGENS, "C1 lacks 3 hydrogens");
  }

  private void assertRejected(ConformerFailure reason, String part) {
    ConformerFault fault =
        assertThrows(ConformerFault.class, () -> ConformerGate.check("ethane", ethane));
    assertEquals(reason, fault.reason(), fault.text());
    assertTrue(fault.text().startsWith("ethane: ") && fault.text().contains(part), fault.text());
  }

  /** Puts an atom at a distance from another, in the direction it has. */
  private static void shift(StereoMolecule molecule, int moved, int fixed, double distance) {
    var from = molecule.getAtomCoordinates(fixed);
    var to = molecule.getAtomCoordinates(moved);
    double factor = distance / to.distance(from);
    molecule.setAtomX(moved, from.x + factor * (to.x - from.x));
    molecule.setAtomY(moved, from.y + factor * (to.y - from.y));
    molecule.setAtomZ(moved, from.z + factor * (to.z - from.z));
  }

  private static StereoMolecule parsed(String smiles) {
    return new SmilesParser().parseMolecule(smiles);
  }
}
