package io.molspectra.molecule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XyzWriterTest {

  private static final Molecule WATER =
      new Molecule(
          "water-1",
          new int[] {1, 8, 1},
          new float[] {1e-6f, 0.1f, -3, 1f / 3, 987.65432f, 0, 0, -1e-20f, 7});
  private static final Molecule HELIUM =
      new Molecule("a \"quoted\" \\ name", new int[] {2}, new float[] {0, 0, 0});

  @TempDir Path folder;

  @Test
  void whatIsWrittenIsReadAgainExactly() throws IOException {
    for (String name : List.of("out.xyz", "deep/out.xyz.gz")) {
      Path file = folder.resolve(name);
      try (XyzWriter writer = XyzWriter.create(file)) {
        writer.write(WATER);
        writer.writeExtended(
            WATER, Map.of("energy", "-1.5"), Map.of("forces", new float[WATER.positions().length]));
        writer.writeExtended(HELIUM, Map.of(), Map.of());
        writer.commit();
      }
      try (var records = MoleculeReaders.stream(file)) {
        assertEquals(List.of(WATER, WATER, HELIUM), Records.molecules(records.toList()));
      }
    }
  }

  @Test
  void theExtendedCommentSaysWhatTheColumnsAre() throws IOException {
    Path file = folder.resolve("out.xyz");
    try (XyzWriter writer = XyzWriter.create(file)) {
      writer.writeExtended(
          HELIUM.withPositions(new float[] {1, 2, 3}),
          Map.of("energy", "-1.5"),
          Map.of("forces", new float[] {4, 5, 6}));
      writer.commit();
    }
    List<String> lines = Files.readAllLines(file);
    assertTrue(lines.get(1).startsWith("Properties=species:S:1:pos:R:3:forces:R:3 name="));
    assertTrue(lines.get(1).endsWith(" energy=\"-1.5\""), lines.get(1));
    assertEquals("He 1.0 2.0 3.0 4.0 5.0 6.0", lines.get(2));
  }

  @Test
  void withoutCommitThereIsNoFileAndNoRest() throws IOException {
    try (XyzWriter writer = XyzWriter.create(folder.resolve("out.xyz"))) {
      writer.write(WATER);
    }
    try (var files = Files.list(folder)) {
      assertEquals(List.of(), files.toList());
    }
  }

  @Test
  void aColumnThatDoesNotFitTheAtomsIsRefused() throws IOException {
    try (XyzWriter writer = XyzWriter.create(folder.resolve("out.xyz"))) {
      assertThrows(
          IllegalArgumentException.class,
          () -> writer.writeExtended(WATER, Map.of(), Map.of("forces", new float[8])));
      assertThrows(
          IllegalArgumentException.class,
          () -> writer.writeExtended(WATER, Map.of("two words", "x"), Map.of()));
    }
  }
}
