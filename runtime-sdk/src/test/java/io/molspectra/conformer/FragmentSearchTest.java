package io.molspectra.conformer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.actelion.research.chem.StereoMolecule;
import com.actelion.research.chem.forcefield.mmff.ForceFieldMMFF94;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openmolecules.chem.conf.gen.ConformerGenerator;
import org.openmolecules.chem.conf.gen.RigidFragmentProvider;

class FragmentSearchTest {

  private static final long SEED = 7;
  private static final FragmentCaches CACHES = new FragmentCaches();

  /** Of PubChem (public domain), the first of 99,991 drawn at random, and rings with shapes. */
  private static final List<String> SMILES =
      List.of(
          "CCOC(=O)c1cc(-c2ccccn2)c(=O)n2ccccc12",
          "O=C(c1cccnc1)c1cc(-c2ccccn2)c(=O)n2ccccc12",
          "C1CC2(CCC1)OCC(C)O2",
          "CC1CN(c2cc3ccccc3c(=O)[nH]2)CC(C)N1",
          "O=C1NC(=O)C2(CCCC2)N1CC1CCOC1",
          "CC(C)N1CCC2(CC1)OCCO2",
          "OC1CCCCCCC1NC(=O)C1CC1",
          "FC1(F)CCC(CC1)c1nnco1");

  static {
    new Conformers(1);
  }

  /** kcal/mol after minimisation; the two searches may end in other minima, either the lower. */
  @Test
  void aShortSearchFindsWhatALongOneFinds() throws Exception {
    double higher = 0;
    for (String smiles : SMILES) {
      double difference = energy(smiles, search(1)) - energy(smiles, search(1000));
      assertTrue(difference < 6, smiles + ": " + difference);
      higher += difference / SMILES.size();
    }
    assertTrue(higher < 0.5, "on average higher by " + higher);
  }

  @Test
  void openChemLibsOwnSearchIsALongOne() throws Exception {
    for (String smiles : SMILES.subList(2, 4)) {
      var own = new RigidFragmentProvider(SEED, CACHES.take(), true);
      assertEquals(energy(smiles, own), energy(smiles, search(1000)), smiles);
    }
  }

  /** What is left of an attempt that had no time must not be taken for a shape, nor be kept. */
  @Test
  void aSearchThatEndsBeforeItsFirstSweepIsMadeAgainInFull() throws Exception {
    for (String smiles : SMILES.subList(2, 4)) {
      assertEquals(energy(smiles, search(1000)), energy(smiles, search(0)), smiles);
    }
  }

  private static FragmentSearch search(double effort) {
    return new FragmentSearch(SEED, CACHES.take(), effort);
  }

  private static double energy(String smiles, RigidFragmentProvider fragments) throws Exception {
    StereoMolecule placed =
        new ConformerGenerator(SEED, fragments)
            .getOneConformerAsMolecule(SmilesMolecule.parse(smiles, ConformerRules.seeded(SEED)));
    assertNotNull(placed, smiles);
    var forceField = new ForceFieldMMFF94(placed, ForceFieldMMFF94.MMFF94SPLUS);
    assertEquals(0, forceField.minimise(4000, 1e-4, 1e-6), smiles);
    ConformerGate.check(smiles, placed);
    return forceField.getTotalEnergy();
  }
}
