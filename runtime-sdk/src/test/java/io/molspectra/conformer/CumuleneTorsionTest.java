package io.molspectra.conformer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.actelion.research.chem.Coordinates;
import com.actelion.research.chem.StereoMolecule;
import io.molspectra.molecule.Molecule;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmolecules.chem.conf.gen.ConformerGenerator;

class CumuleneTorsionTest {

  private static StereoMolecule placed(String smiles) throws ConformerFault {
    return new ConformerGenerator(1, false)
        .getOneConformerAsMolecule(SmilesMolecule.parse(smiles, ConformerRules.seeded(1)));
  }

  private static double[] shaken(StereoMolecule placed, double by) {
    var random = new SplittableRandom(3);
    double[] positions = new double[3 * placed.getAllAtoms()];
    for (int atom = 0; atom < placed.getAllAtoms(); atom++) {
      positions[3 * atom] = placed.getAtomX(atom);
      positions[3 * atom + 1] = placed.getAtomY(atom);
      positions[3 * atom + 2] = placed.getAtomZ(atom);
    }
    for (int i = 0; i < positions.length; i++) {
      positions[i] += by * (2 * random.nextDouble() - 1);
    }
    return positions;
  }

  private static double energy(List<CumuleneTorsion> terms, double[] positions) {
    return terms.stream().mapToDouble(term -> term.getEnergy(positions)).sum();
  }

  @ParameterizedTest
  @ValueSource(strings = {"CC=C=CO", "CC(F)=C=C=C(Cl)C", "CC=C=NC", "CN=C=NC", "C=C=C=C"})
  void gradientsAgreeWithFiniteDifferences(String smiles) throws ConformerFault {
    StereoMolecule placed = placed(smiles);
    double[] positions = shaken(placed, 0.3);
    List<CumuleneTorsion> terms = CumuleneTorsion.of(placed, positions);
    double[] gradient = new double[positions.length];
    terms.forEach(term -> term.getGradient(positions, gradient));
    assertTrue(energy(terms, positions) > 0.01, "at rest");
    double step = 1e-5;
    for (int i = 0; i < positions.length; i++) {
      double at = positions[i];
      positions[i] = at + step;
      double above = energy(terms, positions);
      positions[i] = at - step;
      double below = energy(terms, positions);
      positions[i] = at;
      assertEquals((above - below) / (2 * step), gradient[i], 1e-5, "coordinate " + i);
    }
  }

  /** Allene, flat: the whole barrier, and a slope away from it. */
  @Test
  void anAlleneHasItsBarrier() throws ConformerFault {
    StereoMolecule allene = placed("C=C=C");
    double[] flat = {
      -1.3, 0, 0, 0, 0, 0, 1.3, 0, 0, -1.9, 0.9, 0, -1.9, -0.9, 0, 1.9, 0.9, 0, 1.9, -0.9, 0
    };
    double[] right = flat.clone();
    for (int atom : new int[] {5, 6}) {
      right[3 * atom + 2] = right[3 * atom + 1];
      right[3 * atom + 1] = 0;
    }
    List<CumuleneTorsion> terms = CumuleneTorsion.of(allene, flat);
    assertEquals(4, terms.size());
    assertEquals(46, energy(terms, flat), 1e-9);
    assertEquals(0, energy(CumuleneTorsion.of(allene, right), right), 1e-9);
    double[] gradient = new double[flat.length];
    terms.forEach(term -> term.getGradient(flat, gradient));
    assertTrue(Math.abs(gradient[3 * 5 + 2]) > 10, "z of a hydrogen: " + gradient[3 * 5 + 2]);
  }

  @ParameterizedTest
  @CsvSource({
    "C=C, 0",
    "C=CC=C, 0",
    "C#CC, 0",
    "O=C=O, 0",
    "CN=C=O, 0",
    "CN=C=S, 0",
    "C=C=O, 0",
    "CN=S=NC, 0",
    "c1ccccc1, 0",
    "CN=[N+]=[N-], 0",
    "C=C=N, 2",
    "N=C=N, 1",
    "C=C=CC=C=C, 8",
    "C=C=C=C=C, 4",
  })
  void onlyEndsWithSubstituentsAreTurned(String smiles, int pairs) throws ConformerFault {
    StereoMolecule placed = placed(smiles);
    assertEquals(pairs, CumuleneTorsion.of(placed, shaken(placed, 0.01)).size());
  }

  @ParameterizedTest
  @CsvSource({
    // Rows of PubChem that a force field without the torsion leaves at 34, 166 and 11 degrees.
    "C=C=CC(C)(O)c1ccc(-c2ccccc2)cc1, 3, 2, 0, -1",
    "COC=C=CC(C)(C)OC, 1, 2, 4, 5",
    "Clc1ccc(C(=C=C(c2ccccc2)c2ccccc2)c2ccc(Cl)cc2)cc1, 4, 5, 7, 8",
    "CC=C=CC, 0, 1, 3, 4",
    "C=C=CC(=O)O, 3, 2, 0, -1",
    "C1CCCCC1N=C=NC1CCCCC1, 5, 6, 8, 9",
  })
  void theEndsOfAnAlleneAreAtRightAngles(String smiles, int a, int end, int other, int b) {
    Molecule molecule = built(smiles);
    int last = b < 0 ? ConformersTest.hydrogenAt(molecule, other) : b;
    assertEquals(90, Math.abs(torsion(molecule, a, end, other, last)), 12);
  }

  @Test
  void theEndsOfThreeDoubleBondsAreInOnePlane() {
    double torsion = Math.abs(torsion(built("CC=C=C=CC"), 0, 1, 4, 5));
    assertTrue(torsion < 5 || torsion > 175, () -> "turned by " + torsion);
  }

  private static Molecule built(String smiles) {
    return assertInstanceOf(Conformer.Built.class, new Conformers(1).build("m", smiles)).molecule();
  }

  /** In degrees. */
  static double torsion(Molecule molecule, int a, int b, int c, int d) {
    Coordinates[] at = new Coordinates[4];
    int[] atoms = {a, b, c, d};
    for (int i = 0; i < 4; i++) {
      float[] p = molecule.positions();
      at[i] = new Coordinates(p[3 * atoms[i]], p[3 * atoms[i] + 1], p[3 * atoms[i] + 2]);
    }
    return Math.toDegrees(Coordinates.getDihedral(at[0], at[1], at[2], at[3]));
  }
}
