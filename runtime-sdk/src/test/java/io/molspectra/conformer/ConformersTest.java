package io.molspectra.conformer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.actelion.research.chem.StereoMolecule;
import com.actelion.research.chem.forcefield.mmff.ForceFieldMMFF94;
import io.molspectra.molecule.Molecule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmolecules.chem.conf.gen.ConformerGenerator;

class ConformersTest {

  private static final Conformers CONFORMERS = new Conformers(1);

  @Test
  void ethanolHasItsHydrogensAndBondLengths() {
    Molecule ethanol = built("CCO");
    int[] elements = ethanol.atomicNumbers().clone();
    Arrays.sort(elements);
    assertEquals("[1, 1, 1, 1, 1, 1, 6, 6, 8]", Arrays.toString(elements));
    // MMFF94's reference lengths; strain in ethanol is below 0.02 angstrom.
    assertEquals(1.51, distance(ethanol, 0, 1), 0.03);
    assertEquals(1.42, distance(ethanol, 1, 2), 0.03);
    assertTrue(nearest(ethanol, 2) > 0.95 && nearest(ethanol, 2) < 1.0, "O-H");
  }

  /** Geometries are kept in files under the name of the method. */
  @Test
  void theMethodNamesTheVersionOnTheClassPath() {
    String version = Conformers.METHOD.split("[ ,]")[1];
    String path = System.getProperty("java.class.path");
    assertTrue(path.contains("openchemlib-" + version + ".jar"), path);
  }

  @Test
  void handednessIsThatOfTheSmiles() {
    double left = handedness(built("C[C@H](N)C(=O)O"));
    double right = handedness(built("C[C@@H](N)C(=O)O"));
    assertTrue(Math.abs(left) > 1, "flat: " + left);
    assertEquals(Math.signum(left), -Math.signum(right));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "C/C=C/C",
        "C/C=C\\C",
        "C1CC/C=C\\CCC1",
        // The likeliest conformer of these is another stereoisomer; further ones are not.
        "C1CC/C=C/CCC1",
        "O[C@@H]1C[C@H]2CC[C@@H]1C2",
        "N=C1OC[C@@H]2[C@H]1C=CC2",
        // Glucose, testosterone, norborneol, myo-inositol.
        "OC[C@H]1O[C@@H](O)[C@H](O)[C@@H](O)[C@@H]1O",
        "C[C@]12CC[C@H]3[C@H]([C@@H]1CC[C@@H]2O)CCC4=CC(=O)CC[C@]34C",
        "C1C[C@@H]2C[C@H]1C[C@@H]2O",
        "O[C@H]1[C@H](O)[C@@H](O)[C@H](O)[C@H](O)[C@H]1O",
        // Nitrogen that inverts, and an ammonium that does not.
        "CC[C@H](C)[N@](C)CC",
        "CC[C@H](C)[N@@](C)CC",
        "C[C@@H]1CCCC[N@@H+]1CC",
        "C[S@](=O)c1ccccc1",
        "C[S@@](=O)c1ccccc1",
        "CCC=[C@]=CC",
        "CC=[C@@]=CC",
        "FC=[C@]=CCl",
        // Of a carbon that is no stereocentre, and of a radical, nothing can be asked.
        "C[C@H](C)O",
        "CN[C@@]1O[N]N=C1OC",
        // Its halves change places, which leaves it what it is.
        "COC([C@](CC1)(CC[C@@]11C(OC)=O)N(C(N2c3ccccc3)=O)N1C2=O)=O"
      })
  void stereoisomersThatExistPass(String smiles) {
    built(smiles);
  }

  @Test
  void membersOfAnotherStereoisomerAreLeftOut() {
    // The likeliest conformer of trans-cyclooctene comes out cis.
    Conformer.Ensemble members =
        assertInstanceOf(
            Conformer.Ensemble.class, new Conformers(7).ensemble("m", "C1CC/C=C/CCC1", 9));
    for (Conformer.Member member : members.members()) {
      double torsion = CumuleneTorsionTest.torsion(member.molecule(), 2, 3, 4, 5);
      assertTrue(Math.abs(torsion) > 120, () -> "C3-C4=C5-C6: " + torsion);
    }
  }

  @Test
  void theSameWhateverCameBeforeAndInHoweverManyThreads() throws Exception {
    List<String> smiles =
        List.of(
            "C#CC1CCCCC1",
            "Nc1ccccc1C1CC1",
            "CC(C)CCNc1ncc(F)cc1C(=O)O",
            "C1CC2CCC1C2",
            "O=CCCCCCOc1ccc(Cl)cc1",
            "CC1CN(c2cc3ccccc3c(=O)[nH]2)CC(C)N1");
    List<Conformer> one = smiles.stream().map(s -> new Conformers(1).build("m", s)).toList();
    List<String> reversed = new ArrayList<>(smiles);
    Collections.reverse(reversed);
    ExecutorService pool = Executors.newFixedThreadPool(3);
    try {
      List<Future<Conformer>> many = new ArrayList<>();
      for (String s : reversed) {
        many.add(pool.submit(() -> CONFORMERS.build("m", s)));
      }
      for (int i = 0; i < smiles.size(); i++) {
        assertInstanceOf(Conformer.Built.class, one.get(i));
        assertEquals(one.get(i), many.get(smiles.size() - 1 - i).get(), smiles.get(i));
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void theSeedSettlesStereocentresOfWhichTheSmilesSaysNothing() {
    Set<Double> hands = new HashSet<>();
    for (int seed = 1; seed <= 8; seed++) {
      Molecule alanine = molecule(new Conformers(seed).build("m", "CC(N)C(=O)O"));
      hands.add(Math.signum(handedness(alanine)));
    }
    assertEquals(Set.of(-1.0, 1.0), hands);
  }

  @Test
  void oneAtomIsAMolecule() {
    assertEquals(1, built("[Na+]").atomCount());
  }

  @ParameterizedTest
  @CsvSource({
    "'', UNPARSABLE_SMILES",
    "C1CC, UNPARSABLE_SMILES",
    "ethanol, UNPARSABLE_SMILES",
    "CCO ethanol, UNPARSABLE_SMILES",
    "*CC, UNKNOWN_ELEMENT",
    "C~C, UNPARSABLE_SMILES",
    "[Na+].[Cl-], SEVERAL_FRAGMENTS",
    "C(C)(C)(C)(C)C, EMBEDDING_FAILED",
    "OB(O)c1ccccc1, NO_FORCE_FIELD",
    // OpenChemLib puts the two bridgeheads of this cage on one point.
    "C1C2CC1C2, ATOMS_TOO_CLOSE",
    // No ring spans these bridgeheads.
    "C[C@]12CC[C@@H](C1(C)C)C[C@@H]2O, WRONG_STEREO",
    "O[C@@H]1C[C@H]2CC[C@H]1C2, WRONG_STEREO",
  })
  void whatHasNoConformerSaysWhy(String smiles, ConformerFailure reason) {
    Conformer.Failed failed =
        assertInstanceOf(Conformer.Failed.class, CONFORMERS.build("m", smiles));
    assertEquals(reason, failed.reason(), failed.message());
    assertTrue(failed.message().contains(smiles), failed.message());
  }

  @Test
  void anEnsembleHoldsEachMinimumOnceTheLowestFirst() {
    Conformer.Ensemble butane =
        assertInstanceOf(Conformer.Ensemble.class, CONFORMERS.ensemble("m", "CCCC", 12));
    // Anti, and the two gauche forms, which are mirror images.
    assertEquals(2, butane.members().size());
    assertEquals(0, butane.members().get(0).energy());
    // MMFF94 has gauche butane about 0.8 kcal/mol above anti.
    assertEquals(0.8, butane.members().get(1).energy(), 0.15);
    assertTrue(
        distance(butane.members().get(0).molecule(), 0, 3)
            > distance(butane.members().get(1).molecule(), 0, 3) + 0.5);
    assertEquals(butane, new Conformers(1).ensemble("m", "CCCC", 12));
    assertInstanceOf(Conformer.Failed.class, CONFORMERS.ensemble("m", "[Na+].[Cl-]", 3));
    assertThrows(IllegalArgumentException.class, () -> CONFORMERS.ensemble("m", "CCCC", 0));
  }

  @Test
  void membersHaveTheGeometryThatTheirEnergyIsOf() throws Exception {
    List<Conformer.Member> members =
        assertInstanceOf(Conformer.Ensemble.class, CONFORMERS.ensemble("m", "OCCCN", 6)).members();
    double lowest = energy("OCCCN", members.get(0).molecule());
    for (Conformer.Member member : members) {
      assertEquals(member.energy(), energy("OCCCN", member.molecule()) - lowest, 1e-2);
    }
  }

  @Test
  void elementsAreToldWithoutAGeometry() {
    assertArrayEquals(new int[] {1, 6, 16}, CONFORMERS.elements("CCS"));
    assertArrayEquals(new int[] {6, 8}, CONFORMERS.elements("O=C=O"));
    assertArrayEquals(new int[0], CONFORMERS.elements("this is no SMILES"));
  }

  @Test
  void ofASaltTheLargestMoleculeIsTakenIfAskedFor() {
    var conformers = new Conformers(new ConformerRules(1, true, 100));
    Molecule acid = molecule(conformers.build("m", "[Na+].CC(=O)[O-]"));
    // Without its counter-ion it is given its hydrogen back.
    assertEquals(8, acid.atomCount());
  }

  @Test
  void moleculesBeyondTheLimitAreNotTried() {
    var conformers = new Conformers(new ConformerRules(1, false, 20));
    String decane = "C".repeat(10);
    assertEquals(
        ConformerFailure.TOO_LARGE,
        assertInstanceOf(Conformer.Failed.class, conformers.build("m", decane)).reason());
    String endless = "C".repeat(100_000);
    Conformer.Failed failed =
        assertInstanceOf(Conformer.Failed.class, conformers.build("m", endless));
    assertEquals(ConformerFailure.TOO_LARGE, failed.reason());
    assertTrue(failed.message().length() < 400, failed.message());
  }

  private static Molecule built(String smiles) {
    return molecule(CONFORMERS.build("m", smiles));
  }

  private static Molecule molecule(Conformer conformer) {
    return assertInstanceOf(Conformer.Built.class, conformer).molecule();
  }

  private static double energy(String smiles, Molecule at) throws Exception {
    StereoMolecule molecule = SmilesMolecule.parse(smiles, ConformerRules.seeded(1));
    ConformerGenerator.addHydrogenAtoms(molecule);
    for (int atom = 0; atom < at.atomCount(); atom++) {
      molecule.setAtomX(atom, at.positions()[3 * atom]);
      molecule.setAtomY(atom, at.positions()[3 * atom + 1]);
      molecule.setAtomZ(atom, at.positions()[3 * atom + 2]);
    }
    return new ForceFieldMMFF94(molecule, ForceFieldMMFF94.MMFF94SPLUS).getTotalEnergy();
  }

  private static double distance(Molecule molecule, int a, int b) {
    float[] p = molecule.positions();
    return Math.hypot(
        Math.hypot(p[3 * a] - p[3 * b], p[3 * a + 1] - p[3 * b + 1]), p[3 * a + 2] - p[3 * b + 2]);
  }

  private static double nearest(Molecule molecule, int atom) {
    double nearest = Double.MAX_VALUE;
    for (int other = 0; other < molecule.atomCount(); other++) {
      nearest = other == atom ? nearest : Math.min(nearest, distance(molecule, atom, other));
    }
    return nearest;
  }

  static int hydrogenAt(Molecule molecule, int atom) {
    for (int other = 0; other < molecule.atomCount(); other++) {
      if (molecule.atomicNumbers()[other] == 1 && distance(molecule, atom, other) < 1.3) {
        return other;
      }
    }
    return -1;
  }

  /** Volume spanned by CH3, N and COOH as seen from the centre of alanine, atoms 0, 2, 3 and 1. */
  private static double handedness(Molecule alanine) {
    return volume(alanine, 1, 0, 2, 3);
  }

  /** Spanned by three atoms as seen from another. */
  private static double volume(Molecule molecule, int from, int... around) {
    double[][] v = new double[3][3];
    for (int i = 0; i < 3; i++) {
      for (int axis = 0; axis < 3; axis++) {
        v[i][axis] =
            molecule.positions()[3 * around[i] + axis] - molecule.positions()[3 * from + axis];
      }
    }
    return v[0][0] * (v[1][1] * v[2][2] - v[1][2] * v[2][1])
        - v[0][1] * (v[1][0] * v[2][2] - v[1][2] * v[2][0])
        + v[0][2] * (v[1][0] * v[2][1] - v[1][1] * v[2][0]);
  }

  @ParameterizedTest
  @CsvSource({"C, 201", "[13CH2], 201", "Cl, 201", "c, 201"})
  void atomsAreCountedBeforeTheyAreRead(String atom, int count) {
    Conformers conformers = new Conformers(new ConformerRules(1, false, 200));
    Conformer.Failed failed = (Conformer.Failed) conformers.build("m", atom.repeat(count));
    assertEquals(ConformerFailure.TOO_LARGE, failed.reason());
    assertTrue(failed.message().contains("201 atoms and their hydrogens"), failed.message());
  }
}
