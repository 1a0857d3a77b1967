package io.molspectra.trainer.label;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.actelion.research.chem.MolfileParser;
import com.actelion.research.chem.StereoMolecule;
import io.molspectra.trainer.data.StructureLoader;
import io.molspectra.trainer.data.StructureStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScaffoldsTest {
  @TempDir Path folder;

  @Test
  void substituentsAndStereochemistryDoNotMatterButRingsAndLinkersDo() {
    assertEquals(Scaffolds.ofSmiles("c1ccccc1"), Scaffolds.ofSmiles("CC(=O)Oc1ccccc1C(=O)O"));
    assertEquals(Scaffolds.ofSmiles("C1CCCCC1"), Scaffolds.ofSmiles("C[C@H]1CC[C@@H](O)CC1"));
    assertNotEquals(Scaffolds.ofSmiles("c1ccccc1"), Scaffolds.ofSmiles("c1ccncc1"));
    assertNotEquals(
        Scaffolds.ofSmiles("c1ccccc1Cc1ccccc1"), Scaffolds.ofSmiles("c1ccccc1CCc1ccccc1"));
  }

  @Test
  void moleculesWithoutRingsShareOne() {
    assertEquals(Scaffolds.ACYCLIC, Scaffolds.ofSmiles("CCO"));
    assertEquals(Scaffolds.ACYCLIC, Scaffolds.ofSmiles("C"));
  }

  @Test
  void whatIsNoSmilesIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Scaffolds.ofSmiles("c1ccc"));
  }

  /** The file's bonds were perceived by another program. */
  @Test
  void scaffoldsFromDistancesAgreeWithThoseFromTheBondsOfTheFile() throws IOException {
    Path sdf = Fixture.file(folder, "qm9.sdf");
    StructureStore store =
        new StructureLoader(Fixture.MAX_Z, true).load(List.of(sdf), reject -> {}).store();
    String[] records = Files.readString(sdf).split("\\$\\$\\$\\$\n");
    int equal = 0;
    for (int i = 0; i < store.count(); i++) {
      StereoMolecule molecule = new StereoMolecule();
      new MolfileParser().parse(molecule, records[i]);
      equal += Scaffolds.scaffold(molecule).equals(Scaffolds.of(store.molecule(i))) ? 1 : 0;
    }
    // Both guess the order of bonds, in strained rings differently.
    assertEquals(store.count(), equal, 0.15 * store.count());
  }

  /** OpenChemLib complains in standard output about the rings of this one. */
  @Test
  void perceptionPrintsNothingAndLeavesStandardOutputAsItWas() throws Exception {
    Path sdf = Fixture.file(folder, "unaromatic.sdf");
    StructureStore store =
        new StructureLoader(Fixture.MAX_Z, true).load(List.of(sdf), reject -> {}).store();
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream captured = new PrintStream(printed, true, StandardCharsets.UTF_8);
    System.setOut(captured);
    try {
      Scaffolds.of(store.molecule(0));
      assertSame(captured, System.out);
    } finally {
      System.setOut(before);
    }
    assertEquals("", printed.toString(StandardCharsets.UTF_8));
  }

  @Test
  void otherThreadsPrintWhileOneIsSilent() throws Exception {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try (Silence silence = Silence.begin()) {
      System.out.print("dropped");
      Thread other = new Thread(() -> System.out.print("kept"));
      other.start();
      other.join();
    } finally {
      System.setOut(before);
    }
    assertEquals("kept", printed.toString(StandardCharsets.UTF_8));
  }
}
