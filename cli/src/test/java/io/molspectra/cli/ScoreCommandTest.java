package io.molspectra.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScoreCommandTest extends CommandLineTest {

  private Path bundle;
  private Path out;

  @BeforeEach
  void makeBundle() throws IOException {
    bundle = ToyBundle.in(folder);
    out = folder.resolve("scores.csv");
  }

  private Run score(Path input, Object... more) {
    var arguments = new ArrayList<Object>();
    arguments.addAll(List.of("score", "--model", bundle, "--input", input, "--output", out));
    arguments.addAll(List.of("--tasks", "energy"));
    arguments.addAll(List.of(more));
    return molspectra(arguments.toArray());
  }

  /** Small molecules, every seventh of them broken in one of three ways. */
  private Path library(int rows) throws IOException {
    String[] sound = {"C", "CC", "CO", "O", "N", "C=O", "CN", "C#N", "OO", "CCO"};
    String[] broken = {"CS", "C(", "C.C"};
    List<String> lines =
        IntStream.range(0, rows)
            .mapToObj(i -> (i % 7 == 3 ? broken[i % 3] : sound[i % 10]) + " m" + i)
            .toList();
    return file("lib.smi", String.join("\n", lines) + "\n");
  }

  private static List<NamedCsvRecord> table(Path file) throws IOException {
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file)) {
      return reader.stream().toList();
    }
  }

  private Path rejects() {
    return folder.resolve("scores.rejects.csv");
  }

  @Test
  void everyRowStandsOnceInScoresOrRejectsAndInOrder() throws IOException {
    Run run = score(library(400)).succeeded();
    List<NamedCsvRecord> scored = table(out);
    List<NamedCsvRecord> rejected = table(rejects());
    assertEquals(List.of("row", "id", "smiles", "energy"), scored.get(0).getHeader());
    boolean[] seen = new boolean[401];
    for (List<NamedCsvRecord> rows : List.of(scored, rejected)) {
      int last = 0;
      for (NamedCsvRecord row : rows) {
        int number = Integer.parseInt(row.getField("row"));
        assertTrue(number > last, "order");
        assertFalse(seen[number], "twice: " + number);
        assertEquals("m" + (number - 1), row.getField("id"));
        seen[number] = true;
        last = number;
      }
    }
    assertEquals(400, scored.size() + rejected.size());
    NamedCsvRecord sulphur =
        rejected.stream().filter(r -> r.getField("smiles").equals("CS")).findFirst().orElseThrow();
    assertEquals("UNSEEN_ELEMENT", sulphur.getField("reason"));
    assertFalse(sulphur.getField("message").contains("atom "), sulphur.getField("message"));
    assertTrue(run.err().contains("400 rows: " + scored.size() + " scored, "), run.err());
    assertTrue(run.err().contains("UNSEEN_ELEMENT") && run.err().contains("conformers"), run.err());
  }

  @Test
  void aFinishedScoringIsNotDoneAgainByResuming() throws IOException {
    Path input = library(20);
    score(input).succeeded();
    byte[] finished = Files.readAllBytes(out);
    Run again = score(input, "--resume", "--embeddings").failed(ExitCode.FAILURE);
    assertTrue(
        again.err().contains("is finished") && again.err().contains("--restart"), again.err());
    assertArrayEquals(finished, Files.readAllBytes(out));
    score(input, "--restart").succeeded();
  }

  @Test
  void theBytesDoNotDependOnTheNumberOfWorkers() throws IOException {
    Path input = library(300);
    score(input, "--workers", "1", "--embeddings").succeeded();
    byte[] one = Files.readAllBytes(out);
    out = folder.resolve("more.csv");
    score(input, "--workers", "3", "--embeddings").succeeded();
    assertArrayEquals(one, Files.readAllBytes(out));
    assertTrue(new String(one).startsWith("row,id,smiles,energy,embedding_0,embedding_1\n"));
  }

  @Test
  void aKilledRunGoesOnToTheSameBytes() throws Exception {
    Path input = library(6000);
    score(input).succeeded();
    byte[] whole = Files.readAllBytes(out);
    byte[] wholeRejects = Files.readAllBytes(rejects());
    out = folder.resolve("killed.csv");
    Path killedRejects = folder.resolve("killed.rejects.csv");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                MolSpectraCommand.class.getName(),
                "score",
                "--model",
                bundle.toString(),
                "--input",
                input.toString(),
                "--output",
                out.toString(),
                "--tasks",
                "energy",
                "--workers",
                "1")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Path partial = folder.resolve(".killed.csv.partial");
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (process.isAlive() && !(Files.exists(partial) && Files.size(partial) > 2000)) {
      assertTrue(System.nanoTime() < deadline, "nothing is written");
      Thread.sleep(5);
    }
    process.destroyForcibly().waitFor();
    assertFalse(Files.exists(out), "too late to be killed");

    // What a crash may leave behind the last row that is known of.
    Files.writeString(partial, "9999,half a ro", StandardOpenOption.APPEND);
    Run refused = score(input).failed(ExitCode.FAILURE);
    assertTrue(
        refused.err().contains("--resume") && refused.err().contains("--restart"), refused.err());
    Run other = score(input, "--resume", "--allow-unseen").failed(ExitCode.FAILURE);
    assertTrue(other.err().contains("differs in --allow-unseen: "), other.err());
    score(input, "--resume").succeeded();
    assertArrayEquals(whole, Files.readAllBytes(out));
    assertArrayEquals(wholeRejects, Files.readAllBytes(killedRejects));
    try (var files = Files.list(folder)) {
      assertEquals(
          List.of(), files.filter(f -> f.getFileName().toString().startsWith(".killed")).toList());
    }
  }

  @Test
  void aRunKilledBetweenItsLastRowAndTheNamesIsOnlyRenamed() throws IOException {
    Path input = library(20);
    score(input).succeeded();
    byte[] whole = Files.readAllBytes(out);
    // A disk that is full, say, while the other format is made.
    out = folder.resolve("late.parquet");
    Path obstacle = Files.createDirectories(folder.resolve(".late.parquet.made/full"));
    score(input).failed(ExitCode.FAILURE);
    Files.delete(obstacle);
    Files.deleteIfExists(obstacle.getParent());
    Run other = score(input, "--resume", "--rejects", rejects()).failed(ExitCode.FAILURE);
    assertTrue(other.err().contains("differs in --rejects "), other.err());
    Run resumed = score(input, "--resume").succeeded();
    assertTrue(resumed.err().contains("all 20 rows were scored before"), resumed.err());
    Path finished = out;
    out = folder.resolve("again.csv");
    score(finished).succeeded();
    assertEquals(new String(whole).lines().count(), Files.readString(out).lines().count());
  }

  @Test
  void restartBeginsAnew() throws IOException {
    Path input = library(20);
    Files.writeString(folder.resolve(".scores.csv.partial"), "left over");
    Files.writeString(
        folder.resolve(".scores.csv.journal"),
        "{\"fingerprint\":\"x\",\"counts\":{\"scored\":1,\"rejects\":{}},\"outputBytes\":9,\"rejectBytes\":0,\"complete\":false}");
    score(input).failed(ExitCode.FAILURE);
    score(input, "--restart").succeeded();
    assertEquals(20, table(out).size() + table(rejects()).size());
  }

  @Test
  void parquetHoldsWhatTheTableHolds() throws Exception {
    Path input = library(40);
    score(input, "--embeddings").succeeded();
    List<NamedCsvRecord> rows = table(out);
    out = folder.resolve("scores.parquet");
    score(input, "--embeddings").succeeded();
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT row, id, smiles, energy, embedding[2] FROM read_parquet('" + out + "')")) {
      for (NamedCsvRecord row : rows) {
        assertTrue(found.next());
        assertEquals(Long.parseLong(row.getField("row")), found.getLong(1));
        assertEquals(row.getField("id"), found.getString(2));
        assertEquals(row.getField("smiles"), found.getString(3));
        assertEquals(Double.parseDouble(row.getField("energy")), found.getDouble(4));
        assertEquals(Float.parseFloat(row.getField("embedding_1")), found.getFloat(5));
      }
      assertFalse(found.next());
    }
    // And is a library in turn.
    Path scores = out;
    out = folder.resolve("again.csv");
    score(scores).succeeded();
    assertEquals(rows.size(), table(out).size());
    assertEquals(rows.get(3).getField("energy"), table(out).get(3).getField("energy"));
  }

  @Test
  void structuresAreScoredAsPredictDoes() throws IOException {
    Path input = file("in.xyz", molecules(50));
    score(input).succeeded();
    Path predicted = folder.resolve("predicted.csv");
    molspectra(
            "predict",
            "--model",
            bundle,
            "--input",
            input,
            "--task",
            "energy",
            "--output",
            predicted)
        .succeeded();
    List<NamedCsvRecord> scores = table(out);
    List<NamedCsvRecord> answers = table(predicted);
    assertEquals(List.of("row", "id", "energy"), scores.get(0).getHeader());
    assertEquals(answers.size(), scores.size());
    for (int i = 0; i < answers.size(); i++) {
      assertEquals(answers.get(i).getField("id"), scores.get(i).getField("id"));
      double energy = Double.parseDouble(answers.get(i).getField("energy"));
      assertEquals(energy, Double.parseDouble(scores.get(i).getField("energy")), 1e-4);
    }
  }

  @Test
  void keptConformersGiveTheSameScores() throws IOException {
    Path input = library(60);
    Path kept = folder.resolve("lib.conformers");
    score(input, "--conformer-cache", kept, "--conformers", "3", "--choose", "boltzmann")
        .succeeded();
    byte[] first = Files.readAllBytes(out);
    out = folder.resolve("second.csv");
    score(input, "--conformer-cache", kept, "--conformers", "3", "--choose", "boltzmann")
        .succeeded();
    assertArrayEquals(first, Files.readAllBytes(out));
    Files.writeString(kept, "no store");
    out = folder.resolve("third.csv");
    Run failed = score(input, "--conformer-cache", kept).failed(ExitCode.FAILURE);
    assertTrue(failed.err().contains("cannot be used to keep conformers"), failed.err());
  }

  @Test
  void damagedConformersAreMadeAgain() throws IOException {
    Path input = library(60);
    Path kept = folder.resolve("lib.conformers");
    score(input, "--conformer-cache", kept).succeeded();
    byte[] first = Files.readAllBytes(out);
    byte[] store = Files.readAllBytes(kept);
    for (int seed = 0; seed < 30; seed++) {
      var random = new Random(seed);
      byte[] damaged = store.clone();
      for (int flip = 0; flip < 3; flip++) {
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      }
      Files.write(kept, damaged);
      out = folder.resolve("scores" + seed + ".csv");
      Run run = score(input, "--conformer-cache", kept);
      // A store whose own tables are hit may be refused, but is never believed.
      if (run.exitCode() == ExitCode.OK) {
        assertArrayEquals(first, Files.readAllBytes(out), "seed " + seed);
      } else {
        assertTrue(run.err().contains("cannot be used to keep conformers"), run.err());
      }
    }
  }

  @Test
  void noTargetTakesThePlaceOfSomethingElse() throws IOException {
    Path input = library(5);
    byte[] before = Files.readAllBytes(input);
    Path table = file("lib.csv", "smiles\nCC\n");
    Path link = Files.createSymbolicLink(folder.resolve("link.csv"), table);
    score(input, "--input", table, "--rejects", table).failed(ExitCode.USAGE);
    Run linked = score(input, "--input", table, "--rejects", link).failed(ExitCode.USAGE);
    assertTrue(linked.err().contains("link.csv is an --input"), linked.err());
    score(input, "--conformer-cache", input).failed(ExitCode.USAGE);
    Path subfolder = Files.createDirectory(folder.resolve("folder.csv"));
    Run directory = score(input, "--rejects", subfolder).failed(ExitCode.USAGE);
    assertTrue(directory.err().contains("is a folder"), directory.err());
    out = table;
    Run self = score(input, "--input", table).failed(ExitCode.USAGE);
    assertTrue(self.err().contains("--output"), self.err());
    assertArrayEquals(before, Files.readAllBytes(input));
    assertEquals("smiles\nCC\n", Files.readString(table));
    out = folder.resolve("scores.csv");
    score(input, "--rejects", folder.resolve("new/folder/r.csv")).succeeded();
    assertTrue(Files.exists(folder.resolve("new/folder/r.csv")));
  }

  @Test
  void anotherInputIsNotGoneOnWith() throws IOException {
    Path library = Files.createDirectory(folder.resolve("lib"));
    Path first = file("lib/m.xyz", molecules(200));
    String content = Files.readString(first);
    Files.writeString(library.resolve("notes.txt"), "no molecules");
    leaveUnfinished(library);
    Files.writeString(library.resolve("notes.txt"), "still none");
    file("lib/a.xyz", molecules(3));
    Run more = score(library, "--resume").failed(ExitCode.FAILURE);
    assertTrue(more.err().contains("differs in --input "), more.err());
    Files.delete(library.resolve("a.xyz"));
    int middle = content.indexOf('\n', content.length() / 2);
    Files.writeString(first, content.substring(0, middle) + " " + content.substring(middle + 1));
    score(library, "--resume").failed(ExitCode.FAILURE);
    Files.writeString(first, content);
    Run same = score(library, "--resume").succeeded();
    assertTrue(same.err().contains("all 200 rows were scored before"), same.err());
  }

  /** A scoring that was cut off when its files were to get their names. */
  private void leaveUnfinished(Path input) throws IOException {
    out = folder.resolve("unfinished.parquet");
    Path obstacle = Files.createDirectories(folder.resolve(".unfinished.parquet.made/full"));
    score(input).failed(ExitCode.FAILURE);
    Files.delete(obstacle);
    Files.deleteIfExists(obstacle.getParent());
  }

  @Test
  void whatCannotBeDoneIsSaidBeforeAnythingIsDone() throws IOException {
    Path input = library(5);
    out = folder.resolve("scores.txt");
    score(input).failed(ExitCode.USAGE);
    out = folder.resolve("scores.csv");
    score(folder.resolve("none.smi")).failed(ExitCode.FAILURE);
    score(file("a.csv", "id,mass\n1,2\n")).failed(ExitCode.USAGE);
    score(input, "--resume", "--restart").failed(ExitCode.USAGE);
    score(input, "--workers", "-1").failed(ExitCode.USAGE);
    score(input, "--conformers", "0").failed(ExitCode.USAGE);
    score(input, "--rejects", out).failed(ExitCode.USAGE);
    molspectra("score", "--model", bundle, "--input", input, "--output", out, "--tasks", "noise")
        .failed(ExitCode.USAGE);
    assertFalse(Files.exists(folder.resolve(".scores.csv.partial")));
  }

  @Test
  void theHelpShowsExamples() {
    Run help = molspectra("score", "--help").succeeded();
    assertTrue(help.out().contains("--resume") && help.out().contains("Examples:"), help.out());
    help.out()
        .lines()
        .dropWhile(line -> !line.startsWith("Examples:"))
        .filter(line -> line.startsWith("      --"))
        .forEach(line -> assertTrue(help.out().contains("\\\n" + line), line));
    assertTrue(help.out().lines().allMatch(line -> line.length() <= 80), help.out());
  }

  @Test
  void theHelpOfAnUnknownCommandIsNoHelp() {
    for (Object command : List.of("nosuch", "plot nosuch")) {
      Object[] arguments = (command + " --help").split(" ");
      assertTrue(molspectra(arguments).failed(ExitCode.USAGE).err().contains("nosuch"));
    }
    molspectra("plot", "--help").succeeded();
    molspectra("help", "score").succeeded();
  }
}
