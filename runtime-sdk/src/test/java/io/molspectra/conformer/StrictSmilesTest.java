package io.molspectra.conformer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrictSmilesTest {

  private static final Conformers CONFORMERS = new Conformers(1);

  private static String refused(String smiles) {
    Conformer.Failed failed =
        assertInstanceOf(Conformer.Failed.class, CONFORMERS.build("m", smiles), smiles);
    assertEquals(ConformerFailure.UNPARSABLE_SMILES, failed.reason(), failed.message());
    assertEquals(1, failed.message().lines().count(), failed.message());
    assertEquals(0, CONFORMERS.elements(smiles).length);
    return failed.message();
  }

  private static int hydrogens(String smiles) {
    Conformer.Built built =
        assertInstanceOf(Conformer.Built.class, CONFORMERS.build("m", smiles), smiles);
    return (int) IntStream.of(built.molecule().atomicNumbers()).filter(z -> z == 1).count();
  }

  /** OpenChemLib reads each of these as some molecule. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "CC(C|branch|4",
        "CC(C(=O)C|branch|9",
        "CC)C|unopened branch|3",
        "C)C(C|unopened branch|2",
        "C[NH2|bracket|5",
        "CN]|unexpected|3",
        "C/C=\\C|multiple bonds|5",
        "C=/C|multiple bonds|3",
        "C#\\C|multiple bonds|3",
        "C==C|multiple bonds|3",
        "C-=C|multiple bonds|3",
        "C%|number|2",
        "C=1CC#1|did not match|2",
        "1CC1|no previous atom|2",
        "C[C@@@H](O)N|bracket|5",
        "C-|nowhere|2",
        "C(=)C|nowhere|3",
        "=CC|nowhere|1",
        ".C|nowhere|1",
        "CC.|nowhere|3",
        "[Na+].|nowhere|6",
        "C()C|nowhere|2",
        "C~C|unexpected|2",
      })
  void whatIsNoSmilesIsToldWithItsPlace(String smiles, String told, int place) {
    String message = refused(smiles);
    assertTrue(message.contains(told), message);
    assertTrue(message.contains("at character " + place), message);
  }

  /** They come out of programs that forget the hydrogen of pyrrole. */
  @ParameterizedTest
  @CsvSource({"c1ccnc1", "c1ccc2ncnc2c1", "c1cccc1", "C[nH]"})
  void aromaticRingsThatAreNoneAreNoRadicals(String smiles) {
    assertTrue(refused(smiles).contains("[nH]"));
  }

  @ParameterizedTest
  @CsvSource({
    "C[AlH3]C, 'its hydrogens number 9, but 7 would be read'",
    "O=[N+]([O-])O.[Al], 'its hydrogens number 1, but 4 would be read'",
  })
  void hydrogensThatWouldBeLostOrMadeUpAreTold(String smiles, String told) {
    String message = refused(smiles);
    assertTrue(message.contains(told), message);
  }

  @ParameterizedTest
  @CsvSource({
    "C[N+](=O)[O-], 3",
    "CN(=O)=O, 3",
    "c1cc[nH]c1, 5",
    "[H][C@](F)(Cl)Br, 1",
    "[2H]C, 4",
    "C1CC%10CC1CC%10, 12",
    "C-C, 6",
    "O=c1cc[nH]cc1, 5",
    "[CH3:7]C, 6",
    "C/C=C\\C, 8",
    "N#N, 0",
  })
  void soundOnesKeepTheirHydrogens(String smiles, int hydrogens) {
    assertEquals(hydrogens, hydrogens(smiles));
  }

  /** OpenChemLib alone takes it for no SMILES. */
  @Test
  void aromaticSeleniumIsRead() {
    Conformer.Failed failed = (Conformer.Failed) CONFORMERS.build("m", "c1ccc2n[se]nc2c1");
    assertEquals(ConformerFailure.NO_FORCE_FIELD, failed.reason(), failed.message());
    assertTrue(Arrays.equals(new int[] {1, 6, 7, 34}, CONFORMERS.elements("Cc1[se]c(=N)[nH]c1C")));
  }

  /** OpenChemLib alone makes a hydrogen atom of it. */
  @Test
  void hydrogenHasTwoAtoms() {
    Conformer.Failed failed = (Conformer.Failed) CONFORMERS.build("m", "[HH]");
    assertEquals(ConformerFailure.NO_FORCE_FIELD, failed.reason(), failed.message());
  }

  /** OpenChemLib alone finds 35 hydrogens in this row of PubChem. */
  @Test
  void aPorphyrinKeepsItsHydrogens() throws ConformerFault {
    String smiles = "C=Cc1c(C)c2cc3[nH]c(c(C)c4cc(C)c(cc5[nH]c(cc1n2)c(C)c5CC)n4)C(CCC(=O)O)C3C";
    var molecule = SmilesMolecule.parse(smiles, ConformerRules.seeded(1));
    int hydrogens = 0;
    for (int atom = 0; atom < molecule.getAllAtoms(); atom++) {
      hydrogens += molecule.getImplicitHydrogens(atom);
    }
    assertEquals(36, hydrogens);
    assertTrue(Arrays.equals(new int[] {1, 6, 7, 8}, CONFORMERS.elements(smiles)));
  }
}
