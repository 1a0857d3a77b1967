package io.molspectra.molecule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderReaderTest {

  @TempDir Path folder;

  private void write(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private List<MoleculeRecord> read() throws IOException {
    List<MoleculeRecord> records = new ArrayList<>();
    try (MoleculeReader reader = MoleculeReaders.open(folder)) {
      reader.forEachRemaining(records::add);
    }
    return records;
  }

  @Test
  void namesThatAreNumbersAreSortedAsNumbersThroughAllFolders() throws IOException {
    for (String name : List.of("0/2", "0/10", "0/1", "10/100", "9/99", "9/.hidden", "007", "8")) {
      write(name + ".xyz", "1\n\nHe 0 0 0\n");
    }
    write("0/notes.txt", "no molecule");
    List<MoleculeRecord> records = read();
    assertEquals(List.of("1", "2", "10", "007", "8", "99", "100"), Records.ids(records));
    assertEquals(List.of(), Records.rejected(records));
    assertEquals(folder.resolve("0").resolve("1.xyz").toString(), records.get(0).source());
  }

  @Test
  void archivesAndFilesThatAreNoFramesAreOneRejectEach() throws IOException {
    write("a.zip", "x");
    write("b.npz", "x");
    write("c.xyz", "1\n\nHe 0 0 0\n");
    write("d.xyz", "");
    List<MoleculeRecord> records = read();
    assertEquals(List.of("c"), Records.ids(records));
    assertEquals(
        List.of(RejectReason.UNSUPPORTED, RejectReason.UNSUPPORTED, RejectReason.EMPTY_FILE),
        Records.reasons(records));
  }

  @Test
  void aFolderBehindALinkIsNotEntered() throws IOException {
    write("a/1.xyz", "1\n\nHe 0 0 0\n");
    Files.createSymbolicLink(folder.resolve("a/again"), folder);
    assertEquals(List.of("1"), Records.ids(read()));
  }

  @Test
  void aFolderWithoutMoleculesIsRefused() throws IOException {
    write("notes.txt", "no molecule");
    Files.createDirectory(folder.resolve("empty.sdf"));
    var error = assertThrows(NoSuchFileException.class, this::read);
    assertTrue(error.getMessage().contains("no molecule file"), error::getMessage);
  }

  @Test
  void naturalOrderComparesNumbersOfAnyLength() {
    String[] names = {"a10", "a9", "a", "a009", "b1", "a1x", "a1", "9".repeat(40), "10", "a-2"};
    Arrays.sort(names, new NaturalOrder());
    assertEquals(
        List.of("10", "9".repeat(40), "a", "a-2", "a1", "a1x", "a009", "a9", "a10", "b1"),
        List.of(names));
  }
}
