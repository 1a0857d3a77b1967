package io.molspectra.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.bundle.BundleException;
import io.molspectra.bundle.DefaultBundle;
import io.molspectra.library.SmilesColumns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.SparkException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WrongInputTest {

  private static SparkSession spark;
  private static Dataset<Row> molecules;
  private static BundleSource bundle;

  @BeforeAll
  static void start() throws IOException {
    spark = TestSessions.local();
    molecules = Library.dataset(spark, List.of("C", "CC"), 1);
    bundle = BundleSource.shipped(DefaultBundle.folder());
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private static String refused(Dataset<Row> data, ScoreSettings settings) {
    return assertThrows(
            IllegalArgumentException.class, () -> SparkScorer.score(data, bundle, settings))
        .getMessage();
  }

  @Test
  void aColumnThatIsNotThereIsNamedWithThoseThatAre() {
    assertEquals(
        "the data set has no column 'structure'; its columns are [id, smiles]",
        refused(
            molecules, ScoreSettings.defaults().withColumns(new SmilesColumns("structure", null))));
    assertTrue(
        refused(molecules.withColumnRenamed("smiles", "molecule"), ScoreSettings.defaults())
            .startsWith("the data set: none of its columns [id, molecule] is called smiles"));
  }

  @Test
  void aColumnOfNumbersIsNoColumnOfSmiles() {
    assertEquals(
        "the data set: column 'smiles' holds int, not text; name the one of the SMILES",
        refused(molecules.selectExpr("1 AS smiles"), ScoreSettings.defaults()));
  }

  @Test
  void aColumnWhereScoresGoIsRefused() {
    assertEquals(
        "the data set has a column 'GAP' already, where scores are to go: rename or drop it",
        refused(molecules.selectExpr("smiles", "1 AS GAP"), ScoreSettings.defaults()));
  }

  @Test
  void aTaskThatTheModelLacksIsNamedWithThoseItHas() {
    String message = refused(molecules, ScoreSettings.defaults().withTasks(List.of("logP")));
    assertTrue(message.contains("no task 'logP'"), message);
    assertTrue(message.contains("[gap, mu, u0, r2, cv]"), message);
  }

  @Test
  void aMissingBundleIsTold(@TempDir Path folder) {
    BundleException missing =
        assertThrows(
            BundleException.class,
            () ->
                SparkScorer.score(
                    molecules,
                    BundleSource.shipped(folder.resolve("none")),
                    ScoreSettings.defaults()));
    assertEquals(BundleException.Problem.NOT_A_BUNDLE, missing.problem());
  }

  @Test
  void aBundleThatIsMissingOnAnExecutorIsTold(@TempDir Path folder) throws IOException {
    Path copy = folder.resolve("bundle");
    copy(DefaultBundle.folder(), copy);
    // Another content than the default model's, which this JVM may have loaded before.
    Files.writeString(copy.resolve("bundle.json"), "\n", StandardOpenOption.APPEND);
    Dataset<Row> scored =
        SparkScorer.score(molecules, BundleSource.everywhere(copy), ScoreSettings.defaults());
    Files.delete(copy.resolve("bundle.json"));
    SparkException failure = assertThrows(SparkException.class, scored::count);
    String line = SparkFailure.line(failure);
    assertTrue(line.startsWith(copy.toString()), line);
  }

  @Test
  void anotherBundleOnAnExecutorIsRefused(@TempDir Path folder) throws IOException {
    Path copy = folder.resolve("bundle");
    copy(DefaultBundle.folder(), copy);
    Files.writeString(copy.resolve("bundle.json"), "\n\n", StandardOpenOption.APPEND);
    Dataset<Row> scored =
        SparkScorer.score(molecules, BundleSource.everywhere(copy), ScoreSettings.defaults());
    Files.writeString(copy.resolve("bundle.json"), "\n", StandardOpenOption.APPEND);
    SparkException failure = assertThrows(SparkException.class, scored::count);
    String line = SparkFailure.line(failure);
    assertTrue(line.startsWith(copy + ": another bundle than the driver's"), line);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }
}
