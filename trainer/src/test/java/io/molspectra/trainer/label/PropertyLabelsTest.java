package io.molspectra.trainer.label;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.predict.EnergyUnit;
import io.molspectra.trainer.label.LabelException.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PropertyLabelsTest {
  private static final Map<String, String> SOLVATION = Map.of("dG", "kcal/mol");

  @TempDir Path folder;

  private final Fixture fixture = new Fixture();

  private LabelledMolecules read(
      List<String> ids, @Nullable String idColumn, Map<String, String> units, String... table)
      throws IOException {
    StringBuilder xyz = new StringBuilder();
    ids.forEach(id -> xyz.append("1\n").append(id).append("\nHe 0 0 0\n"));
    Path structures = Files.writeString(folder.resolve("structures.xyz"), xyz);
    Path csv = Fixture.write(folder.resolve("own.csv"), List.of(table));
    return new PropertyLabels(List.of(structures), csv, idColumn, units, Fixture.MAX_Z)
        .read(fixture.report);
  }

  @Test
  void theFirstColumnHasTheIdsUnlessAnotherIsNamed() throws IOException {
    assertArrayEquals(
        new double[] {-1.5, 2},
        read(List.of("b", "a"), null, SOLVATION, "id,dG", "a,2", "b,-1.5").column("dG").values());
    LabelledMolecules molecules =
        read(List.of("b", "a"), "name", SOLVATION, "dG,name", "2,a", "-1.5,b");
    assertArrayEquals(new double[] {-1.5, 2}, molecules.column("dG").values());
    assertEquals("kcal/mol", molecules.column("dG").unit());
    assertEquals(
        -1.5 * 0.0433641, molecules.in(EnergyUnit.ELECTRONVOLT).column("dG").values()[0], 1e-7);
  }

  @Test
  void emptyCellsAreNotKnownAndARowOfThemIsLeftOut() throws IOException {
    LabelledMolecules molecules =
        read(
            List.of("a", "b", "c"),
            null,
            new java.util.TreeMap<>(Map.of("dG", "eV", "logP", "")),
            "id,dG,logP",
            "a,,1",
            "b,NaN,",
            "c,3,NA");
    assertArrayEquals(new double[] {Double.NaN, 3}, molecules.column("dG").values());
    assertArrayEquals(new double[] {1, Double.NaN}, molecules.column("logP").values());
    assertEquals(Map.of(LabelRejectReason.NO_LABEL, 1), fixture.report.counts());
  }

  @Test
  void conformersOfAMoleculeShareItsLabel() throws IOException {
    LabelledMolecules molecules =
        read(List.of("a", "a", "b"), null, SOLVATION, "id,dG", "a,2", "b,3");
    assertArrayEquals(new double[] {2, 2, 3}, molecules.column("dG").values());
  }

  @Test
  void rowNumbersCountedFromZeroAreNotTakenForRecordNumbers() throws IOException {
    // Untitled records are called 1, 2, 3 by the reader: joined by name, all would shift by one.
    assertArrayEquals(
        new double[] {10, 11, 12},
        read(List.of("", "", ""), null, SOLVATION, "row,dG", "0,10", "1,11", "2,12")
            .column("dG")
            .values());
  }

  @Test
  void aMissingColumnIsNamedWithThoseThereAre() {
    LabelException refused =
        assertThrows(
            LabelException.class,
            () -> read(List.of("a"), null, Map.of("dH", "eV"), "id,dG", "a,1"));
    assertEquals(Problem.MISSING_COLUMN, refused.problem());
    assertTrue(String.valueOf(refused.getMessage()).contains("dG"));
  }

  @Test
  void tablesWithoutACommonIdAreRefusedWithExamples() {
    LabelException refused =
        assertThrows(
            LabelException.class, () -> read(List.of("a"), null, SOLVATION, "id,dG", "x,1"));
    assertEquals(Problem.NOTHING_LABELLED, refused.problem());
    assertTrue(String.valueOf(refused.getMessage()).contains("[x]"));
  }
}
