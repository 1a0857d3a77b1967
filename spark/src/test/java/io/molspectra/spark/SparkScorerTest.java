package io.molspectra.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.bundle.DefaultBundle;
import io.molspectra.conformer.ConformerRules;
import io.molspectra.score.GeometrySettings;
import io.molspectra.score.ScoredRow;
import io.molspectra.score.ScoredRow.Reject;
import io.molspectra.score.ScoredRow.Scores;
import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SparkScorerTest {

  private static final ScoreSettings SETTINGS =
      ScoreSettings.defaults().withTasks(List.of("gap", "mu")).withEmbeddings(true);

  private static SparkSession spark;

  @BeforeAll
  static void start() {
    spark = TestSessions.local();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private static Dataset<Row> scored(int partitions) throws IOException {
    return SparkScorer.score(
        Library.dataset(spark, Library.SMILES, partitions),
        BundleSource.shipped(DefaultBundle.folder()),
        SETTINGS);
  }

  @Test
  void rowsInOnePartitionHaveTheVeryNumbersOfLocalScoring() throws IOException {
    compare(Library.scoredLocally(Library.SMILES, SETTINGS), scored(1).collectAsList(), 0);
  }

  @Test
  void rowsInSeveralPartitionsDifferInRoundingAlone() throws IOException {
    compare(Library.scoredLocally(Library.SMILES, SETTINGS), scored(4).collectAsList(), 1e-5);
  }

  private static void compare(List<ScoredRow> expected, List<Row> rows, double tolerance) {
    assertEquals(Library.SMILES.size(), rows.size());
    int rejects = 0;
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      assertEquals("m" + i, row.getAs("id"));
      assertEquals(Library.SMILES.get(i), row.getAs("smiles"));
      if (expected.get(i).result() instanceof Scores scores) {
        assertNull(row.getAs(SparkScorer.REJECT_REASON));
        assertNull(row.getAs(SparkScorer.REJECT_MESSAGE));
        for (int k = 0; k < scores.numbers().length; k++) {
          double number = scores.numbers()[k];
          assertEquals(number, row.getDouble(2 + k), tolerance * Math.max(1, Math.abs(number)));
        }
        assertArrayEquals(scores.embedding(), embedding(row), (float) tolerance);
      } else {
        Reject reject = (Reject) expected.get(i).result();
        rejects++;
        assertEquals(reject.reason(), row.getAs(SparkScorer.REJECT_REASON));
        assertEquals(reject.message(), row.getAs(SparkScorer.REJECT_MESSAGE));
        assertTrue(row.isNullAt(row.fieldIndex("gap")));
        assertTrue(row.isNullAt(row.fieldIndex(SparkScorer.EMBEDDING)));
      }
    }
    assertEquals(7, rejects);
  }

  private static float[] embedding(Row row) {
    List<Float> list = row.getList(row.fieldIndex(SparkScorer.EMBEDDING));
    float[] vector = new float[list.size()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = list.get(i);
    }
    return vector;
  }

  @Test
  void allTasksOfOneJvmShareOneModel() throws IOException {
    int before = ExecutorModels.loaded();
    // Another setting of geometries needs no other model; seen elements alone, a new one here.
    ScoreSettings unseen = SETTINGS.withUnseenElements(true);
    for (long seed = 1; seed <= 2; seed++) {
      var rules = new ConformerRules(seed, false, 300);
      var geometry = new GeometrySettings(rules, 1, GeometrySettings.Choice.LOWEST);
      Dataset<Row> scored =
          SparkScorer.score(
              Library.dataset(spark, Library.SMILES, 8),
              BundleSource.everywhere(DefaultBundle.folder()),
              unseen.withGeometry(geometry));
      assertEquals(Library.SMILES.size(), scored.count());
      assertNotNull(scored.first());
    }
    assertEquals(before + 1, ExecutorModels.loaded());
  }
}
