package io.molspectra.conformer;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.actelion.research.chem.StereoMolecule;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openmolecules.chem.conf.gen.ConformerGenerator;

class SpecifiedStereoTest {

  @ParameterizedTest
  @CsvSource({
    "C[C@H](N)C(=O)O, 'C2, of its neighbours C1 N3 C4 H10, is @@, the SMILES says @'",
    "C[S@](=O)CC, 'S2, of its neighbours C1 O3 C4, is @@'",
    "C[C@H]1CN1C, 'C2, of its neighbours C1 C3 N4'",
    "CC=[C@]=CC, 'C1 and C5, at the ends of the allene C3, are turned by'",
  })
  void theMirrorImageOfWhatIsAskedForIsWrong(String smiles, String told) throws ConformerFault {
    StereoMolecule placed = placed(smiles);
    SpecifiedStereo asked = asked(smiles);
    asked.check("m", placed);
    mirror(placed);
    assertWrong(asked, placed, told);
  }

  @ParameterizedTest
  @CsvSource({
    "CC(N)C(=O)O",
    "C/C=C/C",
    // Meso compounds: each half takes the place of the other.
    "C[C@@H](O)[C@@H](O)C",
    "O[C@H](C(=O)O)[C@@H](O)C(=O)O",
    "C[C@H]1CC[C@@H](C)CC1",
  })
  void theMirrorImageOfWhatIsOpenOrAchiralPasses(String smiles) {
    StereoMolecule placed = assertDoesNotThrow(() -> placed(smiles));
    mirror(placed);
    assertDoesNotThrow(() -> asked(smiles).check("m", placed));
  }

  @ParameterizedTest
  @CsvSource({
    "C/C=C/C, C/C=C\\C, C1 and C4 are on the same side of the double bond C2=C3",
    "C/C=C\\C, C/C=C/C, C1 and C4 are on opposite sides of the double bond C2=C3",
    "C/C=N/O, C/C=N\\O, the double bond C2=N3",
    "C/C(F)=C(/C)Cl, C/C(F)=C(\\C)Cl, the double bond C2=C4",
    // cis and trans, of two centres that differ by nothing else.
    "C[C@H]1CC[C@@H](C)CC1, C[C@H]1CC[C@H](C)CC1, the SMILES says",
    "C[C@@H](O)[C@@H](O)C, C[C@@H](O)[C@H](O)C, the SMILES says",
  })
  void anotherDiastereomerIsWrong(String smiles, String other, String told) throws ConformerFault {
    asked(smiles).check("m", placed(smiles));
    assertWrong(asked(smiles), placed(other), told);
  }

  @ParameterizedTest
  @CsvSource({
    // What is open, nitrogen that inverts, a radical, a double bond in a small ring.
    "CC=CC, C/C=C\\C",
    "CC[C@H](C)[N@](C)CC, CC[C@H](C)[N@@](C)CC",
    "C[C@](F)Cl, C[C@@](F)Cl",
    "C1CC/C=C/C1, C1CCC=CC1",
  })
  void whatHasNoConfigurationIsNotAskedFor(String smiles, String other) {
    assertDoesNotThrow(() -> asked(smiles).check("m", placed(other)));
  }

  @ParameterizedTest
  @CsvSource({
    // Without the chloride the nitrogen inverts, so that only its neighbour is asked for.
    "[Cl-].CC[N@H+](C)C[C@H](C)O, [Cl-].CC[N@@H+](C)C[C@H](C)O, [Cl-].CC[N@H+](C)C[C@@H](C)O",
    "[Na+].C/C=C/C([O-])=O, C/C=C/C([O-])=O.[Na+], [Na+].C/C=C\\C([O-])=O",
  })
  void ofASaltTheMoleculeThatIsKeptIsChecked(String salt, String same, String other)
      throws ConformerFault {
    ConformerRules rules = new ConformerRules(1, true, 100);
    SpecifiedStereo asked = new SpecifiedStereo(SmilesMolecule.parse(salt, rules));
    asked.check("m", placed(same, rules));
    assertWrong(asked, placed(other, rules), "the SMILES says");
  }

  private static void assertWrong(SpecifiedStereo asked, StereoMolecule placed, String told) {
    ConformerFault fault = assertThrows(ConformerFault.class, () -> asked.check("m", placed));
    assertEquals(ConformerFailure.WRONG_STEREO, fault.reason());
    assertTrue(fault.text().startsWith("m: ") && fault.text().contains(told), fault.text());
  }

  private static SpecifiedStereo asked(String smiles) throws ConformerFault {
    return new SpecifiedStereo(SmilesMolecule.parse(smiles, ConformerRules.seeded(1)));
  }

  private static StereoMolecule placed(String smiles) throws ConformerFault {
    return placed(smiles, ConformerRules.seeded(1));
  }

  private static StereoMolecule placed(String smiles, ConformerRules rules) throws ConformerFault {
    return new ConformerGenerator(1, false)
        .getOneConformerAsMolecule(SmilesMolecule.parse(smiles, rules));
  }

  private static void mirror(StereoMolecule placed) {
    for (int atom = 0; atom < placed.getAllAtoms(); atom++) {
      placed.setAtomZ(atom, -placed.getAtomZ(atom));
    }
  }
}
