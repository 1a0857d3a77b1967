package io.molspectra.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tables of SMILES in folders and archives: none is passed over in silence. */
class ScoreFoldersTest extends CommandLineTest {

  private static final String WATER = "3\nw\nO 0 0 0\nH 0 0 0.96\nH 0 0.92 -0.24\n";

  private Path bundle;
  private Path library;
  private Path out;

  @BeforeEach
  void makeLibrary() throws IOException {
    bundle = ToyBundle.in(folder);
    out = folder.resolve("scores.csv");
    library = Files.createDirectories(folder.resolve("lib/c")).getParent();
    file("lib/a.smi", "CC a1\nCO a2\n");
    file("lib/b.xyz", WATER);
    file("lib/c/d.csv", "id,smiles\nd1,C\n");
    file("lib/e.csv", "id,mass\nx,1\n");
  }

  private Run score(Path input, Object... more) {
    var arguments = new ArrayList<Object>();
    arguments.addAll(List.of("score", "--model", bundle, "--input", input, "--output", out));
    arguments.addAll(List.of("--tasks", "energy"));
    arguments.addAll(List.of(more));
    return molspectra(arguments.toArray());
  }

  private static List<String> column(Path file, String name) throws IOException {
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file)) {
      return reader.stream().map(row -> row.getField(name)).toList();
    }
  }

  @Test
  void tablesInAFolderAreReadInTheOrderOfItsNames() throws IOException {
    file("lib/f.parquet", "none");
    Run run = score(library).succeeded();
    assertEquals(List.of("a1", "a2", "w", "d1"), column(out, "id"));
    Path rejects = folder.resolve("scores.rejects.csv");
    assertEquals(List.of(library.resolve("f.parquet").toString()), column(rejects, "source"));
    assertTrue(run.err().contains("not read: " + library.resolve("e.csv")), run.err());
  }

  @Test
  void aFolderWhoseTablesHoldNoSmilesIsScoredAsBefore() throws IOException {
    Files.delete(library.resolve("a.smi"));
    Files.delete(library.resolve("c/d.csv"));
    score(library).succeeded();
    assertTrue(Files.readString(out).startsWith("row,id,energy\n"), Files.readString(out));
  }

  @Test
  void whatIsWrittenIntoAFolderIsNoInputOfItself() throws IOException {
    out = library.resolve("scores.csv");
    score(library).succeeded();
    byte[] first = Files.readAllBytes(out);
    score(library, "--restart").succeeded();
    assertArrayEquals(first, Files.readAllBytes(out));
  }

  @Test
  void aTableOfAFolderThatWasChangedIsNotGoneOnWith() throws IOException {
    out = folder.resolve("unfinished.parquet");
    Path obstacle = Files.createDirectories(folder.resolve(".unfinished.parquet.made/full"));
    score(library).failed(ExitCode.FAILURE);
    Files.delete(obstacle);
    Files.delete(obstacle.getParent());
    file("lib/c/d.csv", "id,smiles\nd1,O\n");
    Run changed = score(library, "--resume").failed(ExitCode.FAILURE);
    assertTrue(changed.err().contains("--input"), changed.err());
    file("lib/c/d.csv", "id,smiles\nd1,C\n");
    file("lib/e.csv", "id,mass\nx,2\n");
    Path moved = Files.move(library, folder.resolve("moved"));
    score(moved, "--resume").succeeded();
  }

  @Test
  void aTableInAnArchiveIsARejectWithTheCure() throws IOException {
    Path zip = folder.resolve("lib.zip");
    try (var archive = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (String name : List.of("a.smi", "b.xyz", "c/d.csv", "readme.txt")) {
        archive.putNextEntry(new ZipEntry(name));
        archive.write(name.endsWith("xyz") ? WATER.getBytes() : "CC a1\n".getBytes());
      }
    }
    score(zip).succeeded();
    assertEquals(List.of("w"), column(out, "id"));
    Path rejects = folder.resolve("scores.rejects.csv");
    assertEquals(List.of(zip + "!a.smi", zip + "!c/d.csv"), column(rejects, "source"));
    assertEquals(List.of("UNSUPPORTED", "UNSUPPORTED"), column(rejects, "reason"));
    String told = column(rejects, "message").get(0);
    assertTrue(told.contains("unpack it") && told.contains("--input"), told);
  }

  @Test
  void rejectsAreNoParquet() throws IOException {
    Run parquet = score(library, "--rejects", folder.resolve("r.parquet")).failed(ExitCode.USAGE);
    assertTrue(parquet.err().contains(".csv.gz"), parquet.err());
  }

  @Test
  void anotherCoverageIsAnotherSetting() throws IOException {
    Path input = library.resolve("b.xyz");
    Path late = folder.resolve("late.parquet");
    List<Object> command = List.of("score", "--model", "default", "--input", input);
    Path obstacle = Files.createDirectories(folder.resolve(".late.parquet.made/full"));
    scored(command, "--output", late, "--coverage", 0.68).failed(ExitCode.FAILURE);
    Files.delete(obstacle);
    Files.delete(obstacle.getParent());
    Run other =
        scored(command, "--output", late, "--coverage", 0.95, "--resume").failed(ExitCode.FAILURE);
    assertTrue(other.err().contains("--coverage"), other.err());
    scored(command, "--output", late, "--coverage", 0.68, "--resume").succeeded();
  }

  private static Run scored(List<Object> command, Object... more) {
    return molspectra(Stream.concat(command.stream(), Stream.of(more)).toArray());
  }

  @Test
  void aCacheThatCannotBeOpenedLeavesNothingBehind() throws IOException {
    Path cache = file("cc", "no store");
    score(library, "--conformer-cache", cache).failed(ExitCode.FAILURE);
    score(library).succeeded();
  }
}
