package io.molspectra.spectrum;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpectraFolderWriterTest {

  @TempDir Path parent;

  @Test
  void whatIsWrittenIsReadAgainToTheLastBit() throws IOException {
    List<SpectrumKind> kinds =
        List.of(
            SpectrumKind.UV,
            SpectrumKind.IR,
            new SpectrumKind("h_nmr", new SpectrumGrid(-2, 14.0 / 9999, 10000, SpectralUnit.PPM)));
    Random random = new Random(7);
    List<Map<String, float[]>> written = new ArrayList<>();
    Path folder = parent.resolve("out");
    try (SpectraFolderWriter writer = SpectraFolderWriter.create(folder, kinds)) {
      for (int m = 0; m < 6; m++) {
        Map<String, float[]> molecule = new HashMap<>();
        for (SpectrumKind kind : kinds) {
          if (random.nextInt(3) > 0) {
            molecule.put(kind.name(), anyFloats(kind.grid().length(), random));
          }
        }
        written.add(molecule);
        writer.add("m, \"" + m + "\"", m == 3 ? -1 : m + 1, molecule);
      }
      writer.commit();
    }
    List<SpectraRow> rows = Tables.read(folder, kinds.toArray(SpectrumKind[]::new));
    assertEquals(6, rows.size());
    for (int m = 0; m < 6; m++) {
      SpectraRow row = rows.get(m);
      assertEquals("m, \"" + m + "\"", row.id());
      assertEquals(m == 3 ? -1 : m + 1, row.atoms());
      assertEquals(List.of(), row.rejects());
      assertEquals(written.get(m).keySet(), row.intensities().keySet());
      written
          .get(m)
          .forEach((kind, values) -> assertArrayEquals(values, row.intensities().get(kind)));
    }
  }

  @Test
  void headersNameTheGridsPlainly() throws IOException {
    SpectrumKind kind =
        new SpectrumKind("uv", new SpectrumGrid(1, 0.02, 701, SpectralUnit.ELECTRONVOLT));
    try (SpectraFolderWriter writer =
        SpectraFolderWriter.create(parent.resolve("out"), List.of(kind))) {
      writer.commit();
    }
    assertEquals(List.of(SpectrumKind.UV), SpectraFolder.kindsIn(parent.resolve("out")));
    try (CsvSource csv = CsvSource.open(parent.resolve("out/uv.csv.gz"))) {
      List<String> header = csv.next().getFields();
      assertEquals(List.of("", "1", "1.02"), header.subList(0, 3));
      assertEquals("15", header.get(701));
    }
  }

  @Test
  void theFolderAppearsAtTheCommitWithWhatWasPutBesideTheSpectra() throws IOException {
    Path folder = Files.createDirectory(parent.resolve("out"));
    try (SpectraFolderWriter writer = SpectraFolderWriter.create(folder, List.of(Tables.IR))) {
      writer.add("a", 3, Map.of("ir", new float[4]));
      Files.writeString(writer.staging().resolve("structures.xyz"), "1\n\nH 0 0 0\n");
      try (var entries = Files.list(folder)) {
        assertEquals(0, entries.count());
      }
      writer.commit();
    }
    assertTrue(Files.exists(folder.resolve("structures.xyz")));
    assertEquals(1, Tables.read(folder, Tables.IR).size());
  }

  @Test
  void withoutACommitNothingIsLeft() throws IOException {
    try (SpectraFolderWriter writer =
        SpectraFolderWriter.create(parent.resolve("out"), List.of(Tables.IR))) {
      writer.add("a", 3, Map.of("ir", new float[4]));
    }
    try (var entries = Files.list(parent)) {
      assertEquals(List.of(), entries.toList());
    }
  }

  @Test
  void aFolderThatHoldsSomethingStaysAsItIs() throws IOException {
    Tables.write(parent.resolve("out/ir.csv"), Tables.IR_HEADER, "0,1,2,3,4");
    assertThrows(
        FileAlreadyExistsException.class,
        () -> SpectraFolderWriter.create(parent.resolve("out"), List.of(Tables.IR)));
    assertEquals(1, Tables.read(parent.resolve("out"), Tables.IR).size());
  }

  @Test
  void whatCouldNotBeReadAgainIsRefusedAndWritesNothing() throws IOException {
    Path folder = parent.resolve("out");
    try (SpectraFolderWriter writer = SpectraFolderWriter.create(folder, List.of(Tables.IR))) {
      writer.add("a", 3, Map.of("ir", new float[] {1, 2, 3, 4}));
      for (float bad : new float[] {Float.NaN, -1e-9f, Float.POSITIVE_INFINITY}) {
        refused(writer, "b", Map.of("ir", new float[] {1, 2, bad, 4}));
      }
      refused(writer, "b", Map.of("ir", new float[3]));
      refused(writer, "b", Map.of("raman", new float[4]));
      refused(writer, "a", Map.of());
      refused(writer, " ", Map.of());
      writer.add("b", 3, Map.of());
      writer.commit();
    }
    List<SpectraRow> rows = Tables.read(folder, Tables.IR);
    assertEquals(List.of("a", "b"), rows.stream().map(SpectraRow::id).toList());
    assertFalse(rows.get(1).intensities().containsKey("ir"));
  }

  @Test
  void kindsThatReadersWouldMistakeAreRefused() {
    SpectrumKind uv = new SpectrumKind("uv", new SpectrumGrid(200, 1, 9, SpectralUnit.NANOMETRE));
    for (List<SpectrumKind> kinds :
        List.of(List.of(uv), List.<SpectrumKind>of(), List.of(Tables.IR, Tables.IR))) {
      assertThrows(
          IllegalArgumentException.class,
          () -> SpectraFolderWriter.create(parent.resolve("out"), kinds));
    }
  }

  private static void refused(
      SpectraFolderWriter writer, String id, Map<String, float[]> intensities) {
    assertThrows(IllegalArgumentException.class, () -> writer.add(id, 3, intensities));
  }

  /** Floats of every size, subnormal ones among them. */
  private static float[] anyFloats(int n, Random random) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      float value = Math.abs(Float.intBitsToFloat(random.nextInt()));
      values[i] = Float.isFinite(value) ? value : 0;
    }
    return values;
  }
}
