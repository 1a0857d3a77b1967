package io.molspectra.trainer.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.molecule.Molecule;
import io.molspectra.molecule.MoleculeRecord;
import io.molspectra.molecule.RejectReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StructureLoaderTest {

  private static final String WATER =
      "3\nwater first\nO 0 0 0.119\nH 0 0.763 -0.477\nH 0 -0.763 -0.477\n";
  private static final String HELIUM = "1\nhelium\nHe 1 2 3\n";
  private static final String NOT_A_NUMBER = "1\nbroken\nC nan 0 0\n";
  private static final String GOLD = "1\ngold\nAu 0 0 0\n";

  @TempDir Path folder;
  private final List<MoleculeRecord.Rejected> reported = new ArrayList<>();

  @Test
  void readsAllFilesInOrder() throws IOException {
    Path first = write("a.xyz", WATER);
    Path second = write("b.xyz", HELIUM + WATER);
    StructureLoader.Result result =
        new StructureLoader(100, true).load(List.of(first, second), reported::add);
    StructureStore store = result.store();
    assertEquals(3, store.count());
    assertEquals(7, store.totalAtoms());
    assertEquals(
        List.of("water", "helium", "water"), List.of(store.id(0), store.id(1), store.id(2)));
    assertEquals(new Molecule("helium", new int[] {2}, new float[] {1, 2, 3}), store.molecule(1));
    assertEquals(store.molecule(0), store.molecule(2));
    assertEquals(Set.of(1, 2, 8), store.elements());
    assertEquals(0, result.rejectedCount());
  }

  @Test
  void badRecordsAreCountedReportedAndSkipped() throws IOException {
    Path file = write("bad.xyz", WATER + NOT_A_NUMBER.repeat(12) + GOLD + HELIUM);
    StructureLoader.Result result =
        new StructureLoader(79, false).load(List.of(file), reported::add);
    assertEquals(2, result.store().count());
    assertEquals(
        Map.of(RejectReason.NON_FINITE_COORDINATE, 12, RejectReason.UNKNOWN_ELEMENT, 1),
        result.rejected());
    assertEquals(13, result.rejectedCount());
    assertEquals(10, reported.size());
    assertEquals(2, reported.get(0).record());
  }

  @Test
  void elementBeyondTheTableIsRejectedWithTheSettingToChange() throws IOException {
    Path file = write("gold.xyz", WATER + GOLD);
    new StructureLoader(79, false).load(List.of(file), reported::add);
    String line = StructureLoader.describe(reported.get(0));
    assertTrue(line.startsWith(file + ", record 2: molecule gold has an atom with"), line);
    assertTrue(line.contains("1 to 78 (model.max_z)"), line);
    assertEquals(2, new StructureLoader(80, true).load(List.of(file), r -> {}).store().count());
  }

  @Test
  void strictLoaderStopsAtTheFirstBadRecord() throws IOException {
    Path file = write("bad.xyz", WATER + NOT_A_NUMBER + HELIUM);
    StructureDataException error =
        assertThrows(
            StructureDataException.class,
            () -> new StructureLoader(100, true).load(List.of(file), reported::add));
    assertTrue(error.getMessage().startsWith(file + ", record 2"), error::getMessage);
    assertTrue(error.getMessage().contains("NON_FINITE_COORDINATE"), error::getMessage);
  }

  @Test
  void filesWithoutAnyMoleculeAreAnError() throws IOException {
    Path file = write("bad.xyz", NOT_A_NUMBER);
    StructureDataException error =
        assertThrows(
            StructureDataException.class,
            () -> new StructureLoader(100, false).load(List.of(file), reported::add));
    assertTrue(error.getMessage().contains("no usable molecule"), error::getMessage);
    assertThrows(
        NoSuchFileException.class,
        () -> new StructureLoader(100, false).load(List.of(folder.resolve("no.xyz")), r -> {}));
  }

  @Test
  void storeIsCompactAndGivesBackWhatItWasGiven() {
    int count = 5_000;
    StructureStore store = Structures.store(count);
    assertEquals(count, store.count());
    assertEquals(3 * count, store.totalAtoms());
    for (int i = 0; i < count; i++) {
      assertEquals(Structures.molecule(i, "mol_" + i), store.molecule(i));
      assertEquals(1 + i % 5, store.atomCount(i));
    }
    // 13 bytes an atom, 12 a molecule, at most 8 for the id.
    assertTrue(store.bytes() <= count * (3 * 13 + 12 + 8) + 8, store.bytes() + " bytes");
  }

  @Test
  void changingAMoleculeDoesNotChangeTheStore() {
    StructureStore store = Structures.store(3);
    float[] before = store.molecule(2).positions().clone();
    store.molecule(2).positions()[0] = 99;
    assertArrayEquals(before, store.molecule(2).positions());
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }
}
