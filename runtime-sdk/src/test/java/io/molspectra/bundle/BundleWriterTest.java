package io.molspectra.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.molspectra.bundle.BundleException.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleWriterTest {

  @TempDir Path temp;

  @Test
  void leavesNothingBesideTheFinishedBundle() throws IOException {
    BundleFixture.write(temp.resolve("bundle"));
    assertEquals(List.of("bundle"), namesIn(temp));
  }

  @Test
  void writesTheSameBytesForTheSameContent() throws IOException {
    BundleFixture.write(temp.resolve("a"));
    BundleFixture.write(temp.resolve("b"));
    assertEquals(
        Files.readString(temp.resolve("a/bundle.json")),
        Files.readString(temp.resolve("b/bundle.json")));
  }

  @Test
  void anUnfinishedBundleLeavesNoTrace() throws IOException {
    try (BundleWriter writer = BundleWriter.to(temp.resolve("bundle"))) {
      BundleFixture.fill(writer);
    }
    assertEquals(List.of(), namesIn(temp));
  }

  @Test
  void replacesAnOlderBundle() throws IOException {
    Path target = temp.resolve("bundle");
    BundleFixture.write(target);
    try (BundleWriter writer = BundleWriter.to(target)) {
      BundleFixture.fill(writer);
      Files.writeString(writer.file("MODEL_CARD.md"), "new");
      BundleFixture.finish(writer);
    }
    assertEquals("new", Files.readString(Bundle.open(target).file("MODEL_CARD.md")));
    assertEquals(List.of("bundle"), namesIn(temp));
  }

  @Test
  void fillsAnEmptyFolder() throws IOException {
    Path target = Files.createDirectory(temp.resolve("bundle"));
    BundleFixture.write(target);
    assertEquals("fixture", Bundle.open(target).manifest().id());
  }

  @Test
  void neverReplacesAFolderOrFileThatIsNoBundle() throws IOException {
    Path folder = Files.createDirectory(temp.resolve("thesis"));
    Path chapter = Files.writeString(folder.resolve("chapter1.tex"), "years of work");
    assertRefused(Problem.TARGET_NOT_A_BUNDLE, folder);
    assertRefused(Problem.TARGET_NOT_A_BUNDLE, chapter);
    assertEquals("years of work", Files.readString(chapter));
  }

  @Test
  void neverReplacesABundleThatHoldsSomebodysNotes() throws IOException {
    Path target = temp.resolve("bundle");
    BundleFixture.write(target);
    Files.writeString(target.resolve("notes.txt"), "mine");
    assertRefused(Problem.UNLISTED_FILE, target);
    assertEquals("mine", Files.readString(target.resolve("notes.txt")));
  }

  @Test
  void aFolderFilledWhileTheBundleWasWrittenIsKept() throws IOException {
    Path target = temp.resolve("bundle");
    try (BundleWriter writer = BundleWriter.to(target)) {
      BundleFixture.fill(writer);
      Files.createDirectory(target);
      Files.writeString(target.resolve("late.txt"), "mine");
      BundleException e =
          assertThrows(BundleException.class, () -> BundleFixture.finish(writer).folder());
      assertEquals(Problem.TARGET_NOT_A_BUNDLE, e.problem());
    }
    assertEquals(List.of("late.txt"), namesIn(target));
  }

  @Test
  void aBundleThatLacksATasksFileIsNotPublished() throws IOException {
    Path target = temp.resolve("bundle");
    try (BundleWriter writer = BundleWriter.to(target)) {
      BundleFixture.fill(writer);
      BundleException e =
          assertThrows(
              BundleException.class,
              () ->
                  writer.finish(
                      "x", Instant.EPOCH, "0", List.of(TaskSpec.vector("noise", "1")), Map.of()));
      assertEquals(Problem.MISSING_FILE, e.problem());
    }
    assertFalse(Files.exists(target));
  }

  @Test
  void refusesToWriteOutsideTheBundle() throws IOException {
    try (BundleWriter writer = BundleWriter.to(temp.resolve("bundle"))) {
      BundleException e =
          assertThrows(BundleException.class, () -> writer.file("../elsewhere.onnx"));
      assertEquals(Problem.ESCAPING_PATH, e.problem());
    }
  }

  /** Refused before anything is computed for the bundle, not when it is finished. */
  private static void assertRefused(Problem problem, Path target) {
    BundleException e = assertThrows(BundleException.class, () -> BundleWriter.to(target).close());
    assertEquals(problem, e.problem());
  }

  private static List<String> namesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
