package io.molspectra.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.bundle.BundleException.Problem;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefaultBundleTest {

  @TempDir Path temp;
  private Path classes;
  private Path resources;
  private Path cache;

  @BeforeEach
  void makeClassPath() throws IOException {
    classes = temp.resolve("classes");
    resources = classes.resolve("io/molspectra/defaultmodel/bundle");
    cache = temp.resolve("cache");
    Files.createDirectories(classes);
  }

  @Test
  void theBundleOfTheClassPathIsUnpackedWholeAndOnce() throws IOException {
    Bundle given = BundleFixture.write(resources);
    Path folder = unpacked();
    assertEquals(given.manifest(), Bundle.open(folder).manifest());
    assertEquals(given.golden().size(), Bundle.open(folder).golden().size());
    var firstTime = Files.getLastModifiedTime(folder.resolve("task-energy.onnx"));
    // A copy that is there needs the class path no more than for the list of files.
    Files.delete(resources.resolve("task-energy.onnx"));
    assertEquals(folder, unpacked());
    assertEquals(firstTime, Files.getLastModifiedTime(folder.resolve("task-energy.onnx")));
    assertEquals(List.of(folder), foldersInCache());
  }

  @Test
  void aDamagedCopyIsReplaced() throws IOException {
    BundleFixture.write(resources);
    Path folder = unpacked();
    Files.writeString(folder.resolve("task-energy.onnx"), "enemy!");
    assertEquals(folder, unpacked());
    assertEquals("energy", Files.readString(folder.resolve("task-energy.onnx")));
    assertEquals(List.of(folder), foldersInCache());
  }

  @Test
  void anotherModelLiesInAnotherFolder() throws IOException {
    BundleFixture.write(resources);
    Path first = unpacked();
    try (BundleWriter writer = BundleWriter.to(resources)) {
      BundleFixture.fill(writer);
      writer.finish(
          "newer",
          Instant.EPOCH,
          "none",
          List.of(TaskSpec.scalar("energy", "eV").withForces()),
          Map.of());
    }
    Path second = unpacked();
    assertNotEquals(first, second);
    assertEquals("newer", Bundle.open(second).manifest().id());
    assertEquals("fixture", Bundle.open(first).manifest().id());
  }

  @Test
  void manyMayUnpackAtOnce() throws Exception {
    BundleFixture.write(resources);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      var start = new CountDownLatch(1);
      Callable<Path> work =
          () -> {
            start.await();
            Path folder = unpacked();
            Bundle.open(folder);
            return folder;
          };
      var folders = new ArrayList<Future<Path>>();
      for (int i = 0; i < 8; i++) {
        folders.add(threads.submit(work));
      }
      start.countDown();
      for (Future<Path> folder : folders) {
        assertEquals(folders.get(0).get(), folder.get());
      }
      assertEquals(List.of(folders.get(0).get()), foldersInCache());
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aClassPathWithoutModelIsAnErrorThatNamesTheArtifact() throws IOException {
    BundleException missing = assertThrows(BundleException.class, this::unpacked);
    assertEquals(Problem.NO_DEFAULT_MODEL, missing.problem());
    assertTrue(
        missing.getMessage().contains("io.molspectra:molspectra-default-model"),
        missing.getMessage());
    assertEquals(List.of(), foldersInCache());
  }

  @Test
  void aModelThatIsNotWhatItListsIsNeverPublished() throws IOException {
    BundleFixture.write(resources);
    Files.writeString(resources.resolve("task-energy.onnx"), "enemy!");
    BundleException damaged = assertThrows(BundleException.class, this::unpacked);
    assertEquals(Problem.HASH_MISMATCH, damaged.problem());
    Files.delete(resources.resolve("task-energy.onnx"));
    BundleException missing = assertThrows(BundleException.class, this::unpacked);
    assertEquals(Problem.MISSING_FILE, missing.problem());
    assertEquals(List.of(), foldersInCache());
  }

  private Path unpacked() throws IOException {
    try (var classPath = new URLClassLoader(new URL[] {classes.toUri().toURL()}, null)) {
      return DefaultBundle.folder(classPath, cache);
    }
  }

  private List<Path> foldersInCache() throws IOException {
    try (Stream<Path> folders = Files.list(cache)) {
      return folders.sorted().toList();
    }
  }
}
