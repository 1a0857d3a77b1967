package io.molspectra.spectrum;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpectraFolderTest {

  @TempDir Path folder;

  @Test
  void realMoleculesHaveTheIdsAtomsAndIntensitiesOfTheFiles() throws IOException {
    List<SpectraRow> rows =
        Tables.read(Tables.realFolder(), SpectrumKind.UV, SpectrumKind.IR, SpectrumKind.RAMAN);
    assertEquals(10, rows.size());
    SpectraRow third = rows.get(2);
    assertEquals(2, third.row());
    assertEquals("gdb_100426", third.id());
    assertEquals(18, third.atoms());
    for (SpectraRow row : rows) {
      assertEquals(Set.of("uv", "ir", "raman"), row.intensities().keySet());
      assertEquals(List.of(), row.rejects());
    }
    for (String kind : List.of("uv", "ir", "raman")) {
      String[] cells = lines(Tables.realFolder().resolve(kind + "_boraden.csv.gz"))[3].split(",");
      float[] expected = new float[cells.length - 1];
      for (int i = 0; i < expected.length; i++) {
        expected[i] = Float.parseFloat(cells[i + 1]);
      }
      assertArrayEquals(expected, third.intensities().get(kind));
    }
  }

  @Test
  void kindsInTellsTheGridsOfQm9s() throws IOException {
    assertEquals(
        List.of(SpectrumKind.IR, SpectrumKind.RAMAN, SpectrumKind.UV),
        SpectraFolder.kindsIn(Tables.realFolder()));
  }

  @Test
  void aModelOnPartOfTheGridGetsThatPart() {
    SpectrumKind paper =
        new SpectrumKind("uv", new SpectrumGrid(1.5, 0.02, 601, SpectralUnit.ELECTRONVOLT));
    List<SpectraRow> whole = Tables.read(Tables.realFolder(), SpectrumKind.UV);
    List<SpectraRow> part = Tables.read(Tables.realFolder(), paper);
    for (int m = 0; m < 10; m++) {
      float[] from = whole.get(m).intensities().get("uv");
      float[] to = part.get(m).intensities().get("uv");
      assertEquals(601, to.length);
      for (int i = 0; i < 601; i++) {
        // Interpolation at points that are the source's to 1e-14 eV.
        assertEquals(from[25 + i], to[i], 1e-6f * Math.max(from[25 + i], 1e-3f));
      }
    }
  }

  @Test
  void aCoarserModelKeepsTheArea() {
    SpectrumKind coarse =
        new SpectrumKind("ir", new SpectrumGrid(500, 2, 1751, SpectralUnit.WAVENUMBER));
    float[] fine = Tables.read(Tables.realFolder(), SpectrumKind.IR).get(0).intensities().get("ir");
    float[] half = Tables.read(Tables.realFolder(), coarse).get(0).intensities().get("ir");
    double expected = -(fine[0] + fine[fine.length - 1]) / 2;
    for (float value : fine) {
      expected += value;
    }
    double area = -(half[0] + half[half.length - 1]);
    for (float value : half) {
      area += 2 * value;
    }
    // The outermost cells are cut in half. The rest is float32 rounding of 1,751 values.
    assertEquals(expected, area, 1e-5 * expected);
  }

  @Test
  void plainFilesReadAsCompressedOnes() throws IOException {
    for (String kind : List.of("ir", "uv")) {
      Path from = Tables.realFolder().resolve(kind + "_boraden.csv.gz");
      Tables.write(folder.resolve(kind + ".csv"), lines(from));
    }
    List<SpectraRow> plain = Tables.read(folder, SpectrumKind.UV, SpectrumKind.IR);
    List<SpectraRow> compressed =
        Tables.read(Tables.realFolder(), SpectrumKind.UV, SpectrumKind.IR);
    assertEquals(10, plain.size());
    for (int m = 0; m < 10; m++) {
      for (String kind : List.of("ir", "uv")) {
        assertArrayEquals(
            compressed.get(m).intensities().get(kind), plain.get(m).intensities().get(kind));
      }
    }
  }

  @Test
  void withoutAnIndexTheIdIsTheRowNumber() throws IOException {
    Tables.write(folder.resolve("ir.csv"), Tables.IR_HEADER, "7,1,2,3,4", "9,1,2,3,4");
    List<SpectraRow> rows = Tables.read(folder, Tables.IR);
    assertEquals(List.of("7", "9"), rows.stream().map(SpectraRow::id).toList());
    assertEquals(List.of(7L, 9L), rows.stream().map(SpectraRow::row).toList());
    assertEquals(-1, rows.get(0).atoms());
  }

  @Test
  void anIndexIsReadByTheNamesOfItsColumnsElseByTheirPlaces() throws IOException {
    Tables.write(folder.resolve("ir.csv"), Tables.IR_HEADER, "0,1,2,3,4");
    for (String[] index :
        new String[][] {
          {"qm9_id,natoms,mol_id", "gdb_5,3,0"},
          {"a,b,c", "0,gdb_5,3"},
          {",id,smiles,atoms", "0,gdb_5,O,3"}
        }) {
      Tables.write(folder.resolve("index.csv"), index);
      SpectraRow row = Tables.read(folder, Tables.IR).get(0);
      assertEquals("gdb_5", row.id());
      assertEquals(3, row.atoms());
    }
    Tables.write(folder.resolve("index.csv"), "row,id", "0,gdb_5");
    assertEquals(-1, Tables.read(folder, Tables.IR).get(0).atoms());
  }

  @Test
  void aKindWithoutAFileIsAbsentFromEveryRow() throws IOException {
    Tables.write(folder.resolve("ir.csv"), Tables.IR_HEADER, "0,1,2,3,4");
    SpectraRow row = Tables.read(folder, Tables.UV, Tables.IR).get(0);
    assertEquals(Set.of("ir"), row.intensities().keySet());
    assertEquals(List.of(), row.rejects());
  }

  @Test
  void aRowOfEmptyCellsIsAbsentAndNoFault() throws IOException {
    Tables.write(folder.resolve("ir.csv"), Tables.IR_HEADER, "0,1,2,3,4", "1,,,,");
    Tables.write(folder.resolve("uv.csv"), Tables.UV_HEADER, "0,,,", "1,5,6,7");
    List<SpectraRow> rows = Tables.read(folder, Tables.UV, Tables.IR);
    assertEquals(Set.of("ir"), rows.get(0).intensities().keySet());
    assertEquals(Set.of("uv"), rows.get(1).intensities().keySet());
    assertEquals(List.of(), rows.get(0).rejects());
  }

  @Test
  void aHeaderThatDescendsIsTurnedAround() throws IOException {
    Tables.write(folder.resolve("ir.csv"), "row,503,502,501,500", "0,4,3,2,1");
    assertArrayEquals(
        new float[] {1, 2, 3, 4}, Tables.read(folder, Tables.IR).get(0).intensities().get("ir"));
  }

  @Test
  void aModelInNanometresGetsATableInElectronvolts() throws IOException {
    SpectrumKind kind =
        new SpectrumKind("uv", new SpectrumGrid(300, 100, 3, SpectralUnit.NANOMETRE));
    // 500, 400 and 300 nm in eV.
    Tables.write(folder.resolve("uv.csv"), ",2.479683968,3.09960496,4.132806613", "0,5,4,3");
    assertArrayEquals(
        new float[] {3, 4, 5}, Tables.read(folder, kind).get(0).intensities().get("uv"));
  }

  @Test
  void theLongestNameTakesTheFile() throws IOException {
    SpectrumGrid grid = new SpectrumGrid(0, 1, 2, SpectralUnit.PPM);
    Tables.write(folder.resolve("h_nmr_test.csv"), ",0,1", "0,1,2");
    Tables.write(folder.resolve("h.csv"), ",0,1", "0,3,4");
    Map<String, float[]> spectra =
        Tables.read(folder, new SpectrumKind("h", grid), new SpectrumKind("h_nmr", grid))
            .get(0)
            .intensities();
    assertArrayEquals(new float[] {1, 2}, spectra.get("h_nmr"));
    assertArrayEquals(new float[] {3, 4}, spectra.get("h"));
  }

  @Test
  void moreCellsThanTheCsvReaderAllowsByItselfAreRead() throws IOException {
    int n = 20_000;
    StringBuilder header = new StringBuilder();
    StringBuilder row = new StringBuilder("0");
    for (int i = 0; i < n; i++) {
      header.append(',').append(i);
      row.append(",1");
    }
    Tables.write(folder.resolve("c_nmr.csv"), header.toString(), row.toString());
    assertEquals(n, SpectraFolder.kindsIn(folder).get(0).grid().length());
    SpectrumKind kind = SpectraFolder.kindsIn(folder).get(0);
    assertEquals(n, Tables.read(folder, kind).get(0).intensities().get("c_nmr").length);
  }

  @Test
  void kindsInPassesOverTablesOfOtherThings() throws IOException {
    Tables.write(folder.resolve("properties.csv"), "id,energy", "gdb_1,-1.5");
    Tables.write(folder.resolve("index.csv"), "row,id", "0,gdb_1");
    Tables.write(folder.resolve("h_nmr_broaden.csv"), ",0,0.5,1", "0,1,2,3");
    Files.createDirectory(folder.resolve("structures"));
    assertEquals(
        List.of(new SpectrumKind("h_nmr", new SpectrumGrid(0, 0.5, 3, SpectralUnit.PPM))),
        SpectraFolder.kindsIn(folder));
  }

  @Test
  void theEndIsTheEnd() throws IOException {
    Tables.write(folder.resolve("ir.csv"), Tables.IR_HEADER, "0,1,2,3,4");
    try (SpectraReader reader = SpectraFolder.open(folder, List.of(Tables.IR))) {
      assertEquals("0", reader.next().id());
      assertThrows(NoSuchElementException.class, reader::next);
    }
  }

  @Test
  void aFolderThatIsNoneIsNamed() throws IOException {
    Path missing = folder.resolve("none");
    var error =
        assertThrows(
            NoSuchFileException.class, () -> SpectraFolder.open(missing, List.of(Tables.IR)));
    assertTrue(error.getMessage().contains("none"), error::getMessage);
    Path file = Tables.write(folder.resolve("ir.csv"), Tables.IR_HEADER);
    assertThrows(FileSystemException.class, () -> SpectraFolder.kindsIn(file));
  }

  private static String[] lines(Path gzip) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(gzip))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n");
    }
  }
}
