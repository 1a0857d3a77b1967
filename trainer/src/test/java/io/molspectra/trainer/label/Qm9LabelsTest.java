package io.molspectra.trainer.label;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.trainer.label.LabelException.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Qm9LabelsTest {
  private static final int COUNT = 42;

  @TempDir Path folder;

  private final Fixture fixture = new Fixture();
  private Path sdf = Path.of("");
  private List<String> table = List.of();

  @BeforeEach
  void copy() throws IOException {
    sdf = Fixture.file(folder, "qm9.sdf");
    table = new ArrayList<>(Fixture.lines(folder, "qm9.csv"));
  }

  private LabelledMolecules read(Path structures, List<String> lines) throws IOException {
    Path csv = Fixture.write(folder.resolve("table.csv"), lines);
    return new Qm9Labels(List.of(structures), csv, null, Fixture.MAX_Z).read(fixture.report);
  }

  /** The structures with their titles, "gdb_" and a number, made empty. */
  private Path untitled() throws IOException {
    String text = Files.readString(sdf).replaceAll("(?m)^gdb_[0-9]+$", "");
    return Files.writeString(folder.resolve("untitled.sdf"), text);
  }

  @Test
  void propertiesHaveTheirNamesAndUnitsAndEnergiesAreElectronvolts() throws IOException {
    LabelledMolecules molecules = read(sdf, table);
    assertEquals(
        List.of("mu", "alpha", "homo", "lumo", "gap", "r2", "zpve", "U0", "U", "H", "G", "cv"),
        List.copyOf(molecules.columns().keySet()));
    assertEquals(COUNT, molecules.count());
    assertEquals(0, fixture.report.rejected());
    // The first row, methane, in float64.
    assertEquals(-40.47893 * 27.211386246, molecules.column("U0").values()[0]);
    assertEquals(-40.476062 * 27.211386246, molecules.column("U").values()[0]);
    assertEquals(-40.475117 * 27.211386246, molecules.column("H").values()[0]);
    assertEquals(-40.498597 * 27.211386246, molecules.column("G").values()[0]);
    assertEquals(0.5048 * 27.211386246, molecules.column("gap").values()[0]);
    assertEquals(13.21, molecules.column("alpha").values()[0]);
    assertEquals("eV", molecules.column("zpve").unit());
    assertEquals("D", molecules.column("mu").unit());
    assertEquals("a0^3", molecules.column("alpha").unit());
    assertEquals("a0^2", molecules.column("r2").unit());
    assertEquals("cal/mol/K", molecules.column("cv").unit());
  }

  @Test
  void rowsAreJoinedByIdWhateverTheirOrder() throws IOException {
    double[] expected = read(sdf, table).column("mu").values();
    Collections.reverse(table.subList(1, table.size()));
    assertArrayEquals(expected, read(sdf, table).column("mu").values());
  }

  @Test
  void whatCannotBeUsedIsCountedByKindAndTheRestGoesOn() throws IOException {
    table.set(2, table.get(2).replaceFirst("23\\.95", "23,95x"));
    table.set(3, "gdb_29,1,2");
    table.set(4, table.get(4).replace("gdb_3161,", "gdb_0,"));
    table.add(table.get(6));
    table.set(7, table.get(7).replaceFirst("-?[0-9.]+$", "x"));
    table.set(8, table.get(8).replaceFirst("(gdb_[0-9]+),.*?,.*?,.*?,.*?,", "$1,1,1,1,1e999,"));
    LabelledMolecules molecules = read(sdf, table);
    assertEquals(
        Map.of(
            LabelRejectReason.NOT_A_NUMBER, 1,
            LabelRejectReason.SHORT_ROW, 1,
            LabelRejectReason.UNKNOWN_ID, 1,
            LabelRejectReason.NO_LABEL, 1,
            LabelRejectReason.DUPLICATE_ID, 1,
            LabelRejectReason.NON_FINITE, 1),
        fixture.report.counts());
    // Lines 3, 4, 5 and 9, and 7, which is there twice; a column that is not wanted may hold
    // anything.
    assertEquals(COUNT - 5, molecules.count());
    LabelReject notANumber =
        fixture.rejects.stream()
            .filter(reject -> reject.reason() == LabelRejectReason.NOT_A_NUMBER)
            .findFirst()
            .orElseThrow();
    assertEquals(3, notANumber.line());
    assertTrue(notANumber.describe().contains("table.csv"), notANumber.describe());
    assertTrue(notANumber.describe().contains("95x"), notANumber.describe());
  }

  @Test
  void aStrictReportEndsAtTheFirstReject() throws IOException {
    table.add("gdb_2" + ",1".repeat(19));
    Path csv = Fixture.write(folder.resolve("table.csv"), table);
    LabelException refused =
        assertThrows(
            LabelException.class,
            () ->
                new Qm9Labels(List.of(sdf), csv, null, Fixture.MAX_Z)
                    .read(new LabelReport(true, reject -> {})));
    assertEquals(Problem.BAD_RECORD, refused.problem());
    assertTrue(String.valueOf(refused.getMessage()).contains("line 44"), refused.getMessage());
  }

  @Test
  void mathematicasExponentsAreRead() throws IOException {
    table.set(1, table.get(1).replace(",0.044749000000000004,", ",4.4749*^-2,"));
    assertEquals(4.4749e-2 * 27.211386246, read(sdf, table).column("zpve").values()[0], 1e-15);
  }

  @Test
  void uncharacterizedMoleculesAreLeftOut() throws IOException {
    List<String> list = new ArrayList<>(Collections.nCopies(9, "header 1 2 3"));
    list.addAll(List.of("    7  CC  CC", "3161  C  C", "99999  N  N", "", "...... 2 trailer"));
    Path uncharacterized = Fixture.write(folder.resolve("uncharacterized.txt"), list);
    Path csv = Fixture.write(folder.resolve("table.csv"), table);
    LabelledMolecules molecules =
        new Qm9Labels(List.of(sdf), csv, uncharacterized, Fixture.MAX_Z).read(fixture.report);
    assertEquals(COUNT - 2, molecules.count());
    assertEquals("gdb_29", molecules.structures().id(1));
    assertTrue(
        fixture.report.notes().get(0).startsWith("2 of the 3"), fixture.report.notes().get(0));
  }

  @Test
  void structuresWithoutIdsAreJoinedByOrderAndGetTheIdsOfTheTable() throws IOException {
    LabelledMolecules molecules = read(untitled(), table);
    assertEquals(COUNT, molecules.count());
    assertEquals("gdb_29", molecules.structures().id(2));
    assertEquals(1, fixture.report.notes().size());
  }

  @Test
  void rowsShiftedByOneAreRefusedWhereStructuresHaveNoIds() throws IOException {
    table.add(table.remove(1));
    Path structures = untitled();
    LabelException refused = assertThrows(LabelException.class, () -> read(structures, table));
    assertEquals(Problem.ORDER_MISMATCH, refused.problem());
  }

  @Test
  void aRowOfAnotherMoleculeIsLeftOutWhereStructuresHaveNoIds() throws IOException {
    Collections.swap(table, 5, 9);
    assertEquals(COUNT - 2, read(untitled(), table).count());
    assertEquals(Map.of(LabelRejectReason.STRUCTURE_MISMATCH, 2), fixture.report.counts());
  }

  @Test
  void anotherNumberOfRowsIsRefusedWhereStructuresHaveNoIds() throws IOException {
    table.remove(table.size() - 1);
    Path structures = untitled();
    LabelException refused = assertThrows(LabelException.class, () -> read(structures, table));
    assertEquals(Problem.COUNT_MISMATCH, refused.problem());
    assertTrue(String.valueOf(refused.getMessage()).contains("41 rows for 42"));
  }

  @Test
  void theTableMayBeCompressedAndADamagedOneIsNamed() throws IOException {
    Path csv = folder.resolve("table.csv.gz");
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(csv))) {
      out.write(String.join("\n", table).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    Qm9Labels source = new Qm9Labels(List.of(sdf), csv, null, Fixture.MAX_Z);
    assertEquals(COUNT, source.read(fixture.report).count());
    byte[] bytes = Files.readAllBytes(csv);
    Files.write(csv, Arrays.copyOf(bytes, bytes.length / 2));
    LabelException refused = assertThrows(LabelException.class, () -> source.read(fixture.report));
    assertEquals(Problem.DAMAGED_FILE, refused.problem());
    assertTrue(String.valueOf(refused.getMessage()).contains("table.csv.gz"));
  }

  @Test
  void aTableOfOtherThingsIsRefusedWithItsHeader() {
    LabelException refused =
        assertThrows(LabelException.class, () -> read(sdf, List.of("name,age", "a,1")));
    assertEquals(Problem.MISSING_COLUMN, refused.problem());
    assertTrue(String.valueOf(refused.getMessage()).contains("age"));
  }
}
