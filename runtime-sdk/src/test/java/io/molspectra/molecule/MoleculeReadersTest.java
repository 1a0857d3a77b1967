package io.molspectra.molecule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MoleculeReadersTest {

  @TempDir Path folder;

  @Test
  void theFormatIsChosenByTheName() throws IOException {
    byte[] xyz = "1\nhelium\nHe 0 0 0\n".getBytes();
    byte[] sdf = "helium\n\n\n  1  0\n    0.0000    0.0000    0.0000 He\nM  END\n$$$$\n".getBytes();
    for (String name : List.of("a.xyz", "a.extxyz", "A.XYZ", "a.sdf", "a.sd", "a.b.mol")) {
      byte[] content = name.toLowerCase().endsWith("xyz") ? xyz : sdf;
      Path file = Files.write(folder.resolve(name), content);
      Path compressed = Files.write(folder.resolve(name + ".gz"), Records.gzip(content));
      for (Path path : List.of(file, compressed)) {
        try (var records = MoleculeReaders.stream(path)) {
          MoleculeRecord record = records.toList().get(0);
          assertEquals(path.toString(), record.source());
          assertTrue(record instanceof MoleculeRecord.Parsed, record::toString);
        }
      }
    }
  }

  @Test
  void anUnknownEndingIsRefusedWithTheKnownOnes() {
    for (String name : List.of("a.pdb", "a", "a.gz", "sdf", "a.xyz.7z")) {
      var error =
          assertThrows(
              IllegalArgumentException.class, () -> MoleculeReaders.open(folder.resolve(name)));
      assertTrue(error.getMessage().contains(".extxyz"), error::getMessage);
      assertTrue(error.getMessage().contains(name), error::getMessage);
    }
  }

  @Test
  void aMissingFileAndAnEmptyFolderAreNamed() throws IOException {
    Path missing = folder.resolve("none.xyz");
    var error = assertThrows(NoSuchFileException.class, () -> MoleculeReaders.open(missing));
    assertTrue(error.getMessage().contains("none.xyz"), error::getMessage);
    Path directory = Files.createDirectory(folder.resolve("folder.sdf"));
    assertThrows(NoSuchFileException.class, () -> MoleculeReaders.open(directory));
  }

  @Test
  void framesCannotComeFromAStream() {
    InputStream none = InputStream.nullInputStream();
    assertThrows(IllegalArgumentException.class, () -> MoleculeReaders.open(none, "a.npz"));
  }
}
