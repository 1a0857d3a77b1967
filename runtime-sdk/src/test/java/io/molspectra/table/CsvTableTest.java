package io.molspectra.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTableTest {

  @TempDir Path folder;

  @Test
  void rowsStandUnderTheirColumns() throws IOException {
    Path file = folder.resolve("out.csv");
    try (CsvTable table = CsvTable.create(file, List.of("id", "atoms", "energy", "ok"))) {
      table.row("gdb_1", 5, -1.5f, true);
      table.row("a,\"b\"\nc", 0L, Double.NaN, false);
      table.commit();
    }
    assertEquals(
        "id,atoms,energy,ok\ngdb_1,5,-1.5,true\n\"a,\"\"b\"\"\nc\",0,NaN,false\n",
        Files.readString(file));
  }

  @Test
  void vectorsFillNumberedColumns() throws IOException {
    List<String> columns = new ArrayList<>(List.of("id"));
    columns.addAll(CsvTable.numbered("embedding", 2));
    columns.addAll(CsvTable.numbered("force", 1));
    Path file = folder.resolve("out.csv.gz");
    try (CsvTable table = CsvTable.create(file, columns)) {
      table.row("é", new float[] {0.1f, 1f / 3}, new double[] {1.0 / 3});
      table.commit();
    }
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      assertEquals(
          "id,embedding_0,embedding_1,force_0\né,0.1,0.33333334,0.3333333333333333\n",
          new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void aRowThatDoesNotFitIsRefused() throws IOException {
    try (CsvTable table = CsvTable.create(folder.resolve("out.csv"), List.of("id", "energy"))) {
      var error = assertThrows(IllegalArgumentException.class, () -> table.row("gdb_1"));
      assertTrue(error.getMessage().contains("2 columns"), error::getMessage);
      assertThrows(IllegalArgumentException.class, () -> table.row("a", new float[2]));
      assertThrows(IllegalArgumentException.class, () -> table.row("a", List.of()));
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> CsvTable.create(folder.resolve("x.csv"), List.of("id", "id")));
    assertThrows(
        IllegalArgumentException.class, () -> CsvTable.create(folder.resolve("x.csv"), List.of()));
  }

  @Test
  void withoutCommitTheFormerTableStays() throws IOException {
    Path file = Files.writeString(folder.resolve("out.csv"), "old");
    try (CsvTable table = CsvTable.create(file, List.of("id"))) {
      table.row("new");
    }
    assertEquals("old", Files.readString(file));
    try (var files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }
}
