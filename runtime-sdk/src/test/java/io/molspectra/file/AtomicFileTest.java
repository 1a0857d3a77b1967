package io.molspectra.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

  @TempDir Path folder;

  @Test
  void theFormerFileStaysUntilTheCommit() throws IOException {
    Path target = Files.writeString(folder.resolve("out"), "old");
    try (AtomicFile file = AtomicFile.create(target)) {
      file.stream().write("new".getBytes());
      file.stream().close();
      assertEquals("old", Files.readString(target));
      file.commit();
      assertEquals("new", Files.readString(target));
    }
    assertEquals("new", Files.readString(target));
    assertEquals(List.of(target), files());
  }

  @Test
  void withoutCommitTheFormerFileIsUntouched() throws IOException {
    Path target = Files.writeString(folder.resolve("out"), "old");
    try (AtomicFile file = AtomicFile.create(target)) {
      file.stream().write("new".getBytes());
    }
    assertEquals("old", Files.readString(target));
    assertEquals(List.of(target), files());
  }

  @Test
  void foldersAboveAreMade() throws IOException {
    Path target = folder.resolve("a/b/out");
    try (AtomicFile file = AtomicFile.create(target)) {
      file.commit();
    }
    assertTrue(Files.isRegularFile(target));
  }

  @Test
  void aLinkStaysALink() throws IOException {
    Path target = Files.writeString(folder.resolve("real"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link"), target);
    try (AtomicFile file = AtomicFile.create(link)) {
      file.stream().write("new".getBytes());
      file.commit();
    }
    assertTrue(Files.isSymbolicLink(link));
    assertEquals("new", Files.readString(target));
  }

  @Test
  void aDeviceIsWrittenNotReplaced() throws IOException {
    Path device = Path.of("/dev/null");
    if (!Files.exists(device)) {
      return;
    }
    try (AtomicFile file = AtomicFile.create(device)) {
      file.stream().write(1);
      file.commit();
    }
    assertFalse(Files.isRegularFile(device));
  }

  @Test
  void aFolderAsTargetIsRefused() {
    var error = assertThrows(IOException.class, () -> AtomicFile.create(folder));
    assertTrue(error.getMessage().contains("is a folder"), error::getMessage);
  }

  private List<Path> files() throws IOException {
    try (var files = Files.list(folder)) {
      return files.toList();
    }
  }
}
