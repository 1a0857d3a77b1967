package io.molspectra.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.molspectra.bundle.DefaultBundle;
import io.molspectra.score.ScoredRow;
import io.molspectra.score.ScoredRow.Scores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** Two executors in JVMs of their own: what they need reaches them, each once. */
class ClusterTest {

  @Test
  void eachExecutorLoadsTheModelOnceAndScoresAsThisMachine() throws IOException {
    Files.createDirectories(Path.of(System.getenv("SPARK_HOME"), "jars"));
    ScoreSettings settings = ScoreSettings.defaults().withTasks(List.of("gap"));
    int loadedHere = ExecutorModels.loaded();
    SparkSession spark =
        TestSessions.builder("local-cluster[2,2,1024]")
            .config("spark.executor.extraClassPath", System.getProperty("java.class.path"))
            // Both are there before the first task: none can do all of the work alone.
            .config("spark.scheduler.minRegisteredResourcesRatio", 1.0)
            .config("spark.scheduler.maxRegisteredResourcesWaitingTime", "120s")
            .config("spark.locality.wait", "0s")
            .getOrCreate();
    try {
      Dataset<Row> molecules = Library.dataset(spark, Library.SMILES, 16);
      List<Row> rows =
          SparkScorer.score(molecules, BundleSource.shipped(DefaultBundle.folder()), settings)
              .collectAsList();

      List<ScoredRow> expected = Library.scoredLocally(Library.SMILES, settings);
      assertEquals(expected.size(), rows.size());
      for (int i = 0; i < rows.size(); i++) {
        assertEquals("m" + i, rows.get(i).getAs("id"));
        boolean scored = expected.get(i).result() instanceof Scores;
        assertEquals(scored, rows.get(i).isNullAt(rows.get(i).fieldIndex("reject_reason")));
        if (expected.get(i).result() instanceof Scores scores) {
          assertEquals(scores.numbers()[0], rows.get(i).<Double>getAs("gap"), 1e-4);
        }
      }
      Map<Long, Integer> loaded = new TreeMap<>();
      new JavaSparkContext(spark.sparkContext())
          .parallelize(List.of(1, 2, 3, 4, 5, 6, 7, 8), 8)
          .map(any -> List.of(ProcessHandle.current().pid(), (long) ExecutorModels.loaded()))
          .collect()
          .forEach(pair -> loaded.put(pair.get(0), pair.get(1).intValue()));
      assertFalse(loaded.containsKey(ProcessHandle.current().pid()));
      assertEquals(List.of(1, 1), List.copyOf(loaded.values()), loaded.toString());
    } finally {
      spark.stop();
    }
    assertEquals(loadedHere, ExecutorModels.loaded(), "the driver needs no model");
  }
}
