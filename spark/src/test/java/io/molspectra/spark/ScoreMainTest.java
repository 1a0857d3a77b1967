package io.molspectra.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.score.ScoredRow;
import io.molspectra.score.ScoredRow.Reject;
import io.molspectra.score.ScoredRow.Scores;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreMainTest {

  private static final ScoreSettings GAP = ScoreSettings.defaults().withTasks(List.of("gap"));

  private static SparkSession spark;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    spark = TestSessions.local();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private int run(String... arguments) {
    return ScoreMain.run(spark, new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }

  @Test
  void aFileOfSeveralChunksHasTheNumbersOfOneMachineToTheLastDigit() throws IOException {
    List<String> smiles = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      String any = Library.SMILES.get(i % Library.SMILES.size());
      smiles.add(any == null || any.isEmpty() || any.contains(" ") ? "not-a-SMILES" : any);
    }
    Path file = folder.resolve("lib.smi.gz");
    try (OutputStream lines = new GZIPOutputStream(Files.newOutputStream(file))) {
      lines.write("smiles name\n\n# nothing\n".getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < smiles.size(); i++) {
        lines.write((smiles.get(i) + " m" + i + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    String output = folder.resolve("scores").toString();

    int code =
        run(
            "--model",
            "default",
            "--input",
            file.toString(),
            "--output",
            output,
            "--tasks",
            "gap",
            "--partitions",
            "3");

    assertEquals(0, code, err.toString());
    List<ScoredRow> expected = Library.scoredLocally(smiles, GAP);
    List<Row> rows = spark.read().parquet(output).orderBy("row").collectAsList();
    assertEquals(300, rows.size());
    int scored = 0;
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      assertEquals(i + 1, row.getLong(0));
      assertEquals("m" + i, row.getAs("id"));
      if (expected.get(i).result() instanceof Scores scores) {
        assertEquals(scores.numbers()[0], row.<Double>getAs("gap"));
        scored++;
      } else {
        Reject reject = (Reject) expected.get(i).result();
        assertEquals(reject.reason(), row.getAs("reject_reason"));
        assertTrue(row.isNullAt(row.fieldIndex("gap")));
      }
    }
    assertTrue(scored > 200, () -> "too few to tell anything");
    assertTrue(out.toString().contains("300  rows in "), out.toString());
    assertTrue(out.toString().contains("%,12d  scored".formatted(scored)), out.toString());
  }

  @Test
  void linesThatCannotBeReadKeepTheirReason() throws IOException {
    Path file = folder.resolve("lib.smi");
    try (OutputStream lines = Files.newOutputStream(file)) {
      lines.write("C methane\n".getBytes(StandardCharsets.UTF_8));
      lines.write(new byte[] {'C', ' ', (byte) 0xff, (byte) 0xfe, '\n'});
      lines.write("CC\n".getBytes(StandardCharsets.UTF_8));
    }
    String output = folder.resolve("scores").toString();
    assertEquals(
        0,
        run("--model", "default", "--input", file.toString(), "--output", output),
        err.toString());
    List<Row> rows = spark.read().parquet(output).orderBy("row").collectAsList();
    assertEquals(3, rows.size());
    assertEquals("ENCODING", rows.get(1).getAs("reject_reason"));
    assertTrue(rows.get(1).<String>getAs("reject_message").startsWith("line 2: "));
    assertEquals("3", rows.get(2).getAs("id"));
    assertFalse(rows.get(2).isNullAt(rows.get(2).fieldIndex("gap")));
  }

  @Test
  void parquetKeepsItsColumns() {
    String input = folder.resolve("in").toString();
    String output = folder.resolve("out").toString();
    Library.dataset(spark, List.of("C", "CC", "CCO"), 1)
        .selectExpr("smiles AS molecule", "named_struct('a', id) AS more", "id")
        .write()
        .parquet(input);
    int code =
        run(
            "--model",
            "default",
            "--input",
            input,
            "--output",
            output,
            "--tasks",
            "gap",
            "--smiles-column",
            "molecule",
            "--embeddings");
    assertEquals(0, code, err.toString());
    List<Row> rows = spark.read().parquet(output).orderBy("row").collectAsList();
    assertEquals(
        List.of(
            "row", "molecule", "more", "id", "gap", "embedding", "reject_reason", "reject_message"),
        List.of(spark.read().parquet(output).columns()).stream()
            .filter(name -> !name.startsWith("gap_"))
            .toList());
    assertEquals("m2", rows.get(2).<Row>getAs("more").getString(0));
    assertFalse(rows.get(2).getList(rows.get(2).fieldIndex("embedding")).isEmpty());
  }

  @Test
  void faultsAreOneLine() {
    String nowhere = folder.resolve("none.smi").toString();
    String output = folder.resolve("out").toString();
    assertEquals(1, run("--model", "default", "--input", nowhere, "--output", output));
    assertEquals(nowhere + ": there is no such file or folder\n", err.toString());
    assertEquals(2, run("--model", "default", "--input", nowhere));
    assertTrue(err.toString().contains("--output"), err.toString());
  }

  @Test
  void anOutputThatIsThereIsReplacedOnlyIfAsked() throws IOException {
    Path file = Files.writeString(folder.resolve("lib.smi"), "C methane\n");
    String output = folder.resolve("out").toString();
    String[] once = {"--model", "default", "--input", file.toString(), "--output", output};
    assertEquals(0, run(once), err.toString());
    assertEquals(1, run(once));
    assertTrue(err.toString().contains("already exists"), err.toString());
    List<String> again = new ArrayList<>(List.of(once));
    again.add("--overwrite");
    assertEquals(0, run(again.toArray(String[]::new)), err.toString());
  }
}
