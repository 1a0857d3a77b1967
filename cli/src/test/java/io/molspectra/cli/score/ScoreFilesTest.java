package io.molspectra.cli.score;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.cli.score.ScoreFiles.Found;
import io.molspectra.library.LibraryRow;
import io.molspectra.score.ScoredRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScoreFilesTest {

  private static final ScoreTable TABLE = new ScoreTable(List.of("gap"), 0, true);
  private static final Map<String, String> SETTINGS = Map.of("--model", "m", "--seed", "1");

  @TempDir Path folder;
  private Path home;

  @BeforeEach
  void makeFolder() throws IOException {
    home = Files.createDirectory(folder.resolve("home"));
  }

  private static ScoreFiles open(Path home, Map<String, String> settings, Found found)
      throws IOException {
    return ScoreFiles.open(home.resolve("t.csv"), home.resolve("r.csv.gz"), TABLE, settings, found);
  }

  private static String refusal(Path home, Map<String, String> settings, Found found) {
    return assertThrows(IOException.class, () -> open(home, settings, found).close()).getMessage();
  }

  private static List<ScoredRow> rows(int first) {
    return List.of(
        new ScoredRow(first, row(first), new ScoredRow.Scores(new double[] {first}, null)),
        new ScoredRow(first + 1, row(first + 1), new ScoredRow.Reject(1, "SYNTAX", "bad")));
  }

  private static LibraryRow row(int number) {
    return new LibraryRow.Smiles("lib.smi", number, number, "m" + number, "C");
  }

  /** Two rows, and no more. */
  private void leaveUnfinished() throws IOException {
    try (ScoreFiles files = open(home, SETTINGS, Found.REFUSE)) {
      files.write(rows(1));
      files.checkpoint();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"emptied", "cut", "edited", "of another version"})
  void aDamagedJournalIsNamedWithTheCure(String damage) throws IOException {
    leaveUnfinished();
    Path journal = home.resolve(".t.csv.journal");
    String text = Files.readString(journal);
    Files.writeString(
        journal,
        switch (damage) {
          case "emptied" -> "";
          case "cut" -> text.substring(0, 40);
          case "edited" -> text.replace("\"scored\":1", "\"scored\":7");
          default -> "{\"fingerprint\":\"x\",\"outputBytes\":9}";
        });
    for (Found found : List.of(Found.RESUME, Found.REFUSE)) {
      String told = refusal(home, SETTINGS, found);
      assertTrue(told.contains(".t.csv.journal") && told.contains("--restart"), told);
    }
    open(home, SETTINGS, Found.RESTART).close();
  }

  @ParameterizedTest
  @ValueSource(strings = {".t.csv.partial", ".r.csv.gz.partial"})
  void bytesThatWereChangedAreNoticed(String name) throws IOException {
    leaveUnfinished();
    Path partial = home.resolve(name);
    byte[] bytes = Files.readAllBytes(partial);
    byte[] changed = bytes.clone();
    changed[bytes.length - 2] ^= 1;
    Files.write(partial, changed);
    String told = refusal(home, SETTINGS, Found.RESUME);
    assertTrue(told.contains(name + " is damaged") && told.contains("--restart"), told);
    Files.write(partial, bytes);
    open(home, SETTINGS, Found.RESUME).close();
  }

  @Test
  void aScoringOfWhichAllRowsAreDoneIsCheckedToo() throws IOException {
    Path out = home.resolve("t.csv");
    ScoreFiles files = open(home, SETTINGS, Found.REFUSE);
    files.write(rows(1));
    assertThrows(
        IOException.class,
        () ->
            files.finish(
                (csv, target) -> {
                  throw new IOException("no room");
                }));
    Path partial = home.resolve(".t.csv.partial");
    byte[] bytes = Files.readAllBytes(partial);
    Files.writeString(partial, "x".repeat(bytes.length));
    assertThrows(
        IOException.class,
        () ->
            Publication.ofInterrupted(out, home.resolve("r.csv.gz"), SETTINGS, Found.RESUME, null));
    Files.write(partial, bytes);
    assertEquals(
        2,
        Publication.ofInterrupted(out, home.resolve("r.csv.gz"), SETTINGS, Found.RESUME, null)
            .orElseThrow()
            .rows());
    assertArrayEquals(bytes, Files.readAllBytes(out));
  }

  @Test
  void aFolderMayBeMovedOrNamedOtherwise() throws IOException {
    leaveUnfinished();
    Path link = Files.createSymbolicLink(folder.resolve("link"), home);
    open(link, SETTINGS, Found.RESUME).close();
    open(folder.resolve("home/../home"), SETTINGS, Found.RESUME).close();
    Path moved = Files.move(home, folder.resolve("moved"));
    try (ScoreFiles files = open(moved, SETTINGS, Found.RESUME)) {
      assertEquals(2, files.counts().rows());
    }
  }

  @Test
  void whatDiffersIsNamed() throws IOException {
    leaveUnfinished();
    String told = refusal(home, Map.of("--model", "m", "--seed", "2"), Found.RESUME);
    assertTrue(told.contains("--seed") && !told.contains("--model"), told);
    String elsewhere =
        assertThrows(
                IOException.class,
                () ->
                    ScoreFiles.open(
                        home.resolve("t.csv"),
                        home.resolve("other.csv"),
                        TABLE,
                        SETTINGS,
                        Found.RESUME))
            .getMessage();
    assertTrue(elsewhere.contains("--rejects") && elsewhere.contains("r.csv.gz"), elsewhere);
  }

  @Test
  void aScoringUnderWayIsToldOfBeforeAnythingElse() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), home);
    try (ScoreFiles files = open(home, SETTINGS, Found.REFUSE)) {
      files.write(rows(1));
      files.checkpoint();
      for (Found found : Found.values()) {
        String told = refusal(link, Map.of("--seed", "2"), found);
        assertTrue(told.contains("another scoring writes"), told);
      }
      files.finish(null);
    }
    assertEquals(2, Files.readString(home.resolve("t.csv")).lines().count());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFullDiskIsToldWithTheFileAndTheWayOn() throws IOException {
    Files.createSymbolicLink(home.resolve(".t.csv.partial"), Path.of("/dev/full"));
    String told = refusal(home, SETTINGS, Found.REFUSE);
    assertTrue(told.contains(".t.csv.partial cannot be written: "), told);
    assertTrue(told.contains("--resume"), told);
  }

  @Test
  void nothingIsLeftWhereNoRowWasDone() throws IOException {
    open(home, SETTINGS, Found.REFUSE).close();
    assertEquals(List.of(), left());
    Files.createDirectory(home.resolve(".r.csv.gz.partial"));
    refusal(home, SETTINGS, Found.REFUSE);
    assertEquals(List.of(".r.csv.gz.partial"), left());
  }

  private List<String> left() throws IOException {
    try (Stream<Path> files = Files.list(home)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void compressedRejectsAreTheSameAfterAnInterruption() throws IOException {
    try (ScoreFiles files = open(home, SETTINGS, Found.REFUSE)) {
      files.write(rows(1));
      files.write(rows(3));
      files.finish(null);
    }
    byte[] whole = Files.readAllBytes(home.resolve("r.csv.gz"));
    try (var text = new GZIPInputStream(Files.newInputStream(home.resolve("r.csv.gz")))) {
      assertEquals(3, new String(text.readAllBytes()).lines().count());
    }
    home = Files.createDirectory(folder.resolve("again"));
    leaveUnfinished();
    try (ScoreFiles files = open(home, SETTINGS, Found.RESUME)) {
      files.write(rows(3));
      files.finish(null);
    }
    assertArrayEquals(whole, Files.readAllBytes(home.resolve("r.csv.gz")));
    assertEquals(2, left().size());
  }
}
