package io.molspectra.spectrum;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The layout KIND/ID.jdx. */
class MoleculeFilesTest {

  private static final String ETHANOL =
      "##TITLE=a\n##XUNITS=1/CM\n##LASTX=504\n##XYDATA=(X++(Y..Y))\n500 2 2 2\n503 3 4\n##END=";

  @TempDir Path folder;

  @BeforeEach
  void fill() throws IOException {
    Tables.write(folder.resolve("ir/ethanol.jdx"), ETHANOL);
    Tables.write(folder.resolve("ir/acetone.csv"), "499,1", "505,1");
    Tables.write(
        folder.resolve("uv/ethanol.dx"),
        "##TITLE=b",
        "##XUNITS=NANOMETERS",
        "##XYPOINTS=(XY..XY)",
        "800,1 1300,1",
        "##END=");
    Tables.write(folder.resolve("uv/water.csv"), "1,5", "1.4,7");
  }

  @Test
  void moleculesComeByTheirIdsWithTheKindsTheyHave() {
    List<SpectraRow> rows = Tables.read(folder, Tables.UV, Tables.IR);
    assertEquals(
        List.of("acetone", "ethanol", "water"), rows.stream().map(SpectraRow::id).toList());
    assertEquals(Set.of("ir"), rows.get(0).intensities().keySet());
    assertEquals(Set.of("uv", "ir"), rows.get(1).intensities().keySet());
    assertEquals(Set.of("uv"), rows.get(2).intensities().keySet());
    for (SpectraRow row : rows) {
      assertEquals(-1, row.row());
      assertEquals(-1, row.atoms());
      assertEquals(List.of(), row.rejects());
    }
    assertArrayEquals(new float[] {2, 2, 2, 3}, rows.get(1).intensities().get("ir"));
    assertArrayEquals(new float[] {5, 6, 7}, rows.get(2).intensities().get("uv"), 1e-6f);
  }

  @Test
  void aFileThatCannotBeUsedIsARejectAndTheRestGoesOn() throws IOException {
    Path damaged = Tables.write(folder.resolve("ir/water.jdx"), ETHANOL.replace("503 3", "509 3"));
    Tables.write(folder.resolve("ir/short.csv"), "503,1", "900,1");
    Tables.write(folder.resolve("ir/ethanol.csv"), "499,1", "505,1");
    Tables.write(
        folder.resolve("ir/peaks.jdx"),
        "##TITLE=c",
        "##XUNITS=1/CM",
        "##PEAK TABLE=(XY..XY)",
        "501,1",
        "##END=");
    Map<String, SpectraRow> rows =
        Tables.read(folder, Tables.UV, Tables.IR).stream()
            .collect(Collectors.toMap(SpectraRow::id, row -> row, (a, b) -> a, TreeMap::new));
    assertEquals(Set.of("acetone", "ethanol", "peaks", "short", "water"), rows.keySet());
    SpectrumReject reject = onlyReject(rows.get("water"));
    assertEquals(SpectrumRejectReason.MISSING_POINTS, reject.reason());
    assertEquals(damaged.toString(), reject.source());
    assertEquals(6, reject.line());
    assertEquals(-1, reject.row());
    assertEquals("ir", reject.kind());
    assertEquals(Set.of("uv"), rows.get("water").intensities().keySet());
    assertEquals(SpectrumRejectReason.WRONG_GRID, onlyReject(rows.get("short")).reason());
    assertEquals(SpectrumRejectReason.UNSUPPORTED, onlyReject(rows.get("peaks")).reason());
    reject = onlyReject(rows.get("ethanol"));
    assertTrue(reject.message().contains("ethanol.jdx"), reject::message);
  }

  @Test
  void kindsInTellsTheGridOfTheFirstFileThatHasOne() throws IOException {
    Tables.write(folder.resolve("ir/a.jdx"), "damaged");
    assertEquals(
        List.of(
            new SpectrumKind("ir", new SpectrumGrid(500, 1, 5, SpectralUnit.WAVENUMBER)),
            new SpectrumKind("uv", new SpectrumGrid(800, 500, 2, SpectralUnit.NANOMETRE))),
        SpectraFolder.kindsIn(folder));
  }

  @Test
  void foldersWithoutAFileOfASpectrumAreRefused() throws IOException {
    Files.createDirectory(folder.resolve("raman"));
    SpectrumKind raman = new SpectrumKind("raman", Tables.IR.grid());
    var error = assertThrows(SpectraException.class, () -> Tables.read(folder, raman));
    assertEquals(SpectraException.Problem.NO_SPECTRA, error.problem());
    assertTrue(error.getMessage().contains(".jdx"), error::getMessage);
  }

  private static SpectrumReject onlyReject(SpectraRow row) {
    assertEquals(1, row.rejects().size());
    return row.rejects().get(0);
  }
}
