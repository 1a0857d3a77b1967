package io.molspectra.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.bundle.DefaultBundle;
import io.molspectra.score.LibraryScoring;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetriedTaskTest {

  private static final int ROWS = 320;
  private static final AtomicInteger FAILURES = new AtomicInteger();
  private static final AtomicInteger READ_BEFORE = new AtomicInteger();

  /** Breaks off once in the middle of the second partition, at its first attempt. */
  private static final class BreaksOff implements Iterator<Row> {
    private final Iterator<Row> rows;
    private int read;

    BreaksOff(Iterator<Row> rows) {
      this.rows = rows;
    }

    @Override
    public boolean hasNext() {
      return rows.hasNext();
    }

    @Override
    public Row next() {
      TaskContext task = TaskContext.get();
      if (++read == 150 && task.partitionId() == 1 && task.attemptNumber() == 0) {
        FAILURES.incrementAndGet();
        READ_BEFORE.set(read - 1);
        throw new IllegalStateException("the machine went away");
      }
      return rows.next();
    }
  }

  @Test
  void aTaskThatFailsHalfWayLeavesEachRowOnceInTheOutput(@TempDir Path folder) throws IOException {
    List<String> few = List.of("C", "O", "N", "CC", "CO");
    List<String> smiles = new ArrayList<>();
    IntStream.range(0, ROWS).forEach(i -> smiles.add(few.get(i % few.size())));
    String output = folder.resolve("scores").toString();
    try (SparkSession spark = TestSessions.local()) {
      Dataset<Row> molecules = Library.dataset(spark, smiles, 2);
      Dataset<Row> breaking =
          molecules.mapPartitions(
              (MapPartitionsFunction<Row, Row>) BreaksOff::new, Encoders.row(Library.SCHEMA));
      SparkScorer.score(
              breaking,
              BundleSource.shipped(DefaultBundle.folder()),
              ScoreSettings.defaults().withTasks(List.of("gap")))
          .write()
          .parquet(output);

      Dataset<Row> written = spark.read().parquet(output);
      assertEquals(ROWS, written.count());
      assertEquals(ROWS, written.select("id").distinct().count());
      assertEquals(ROWS, written.where("gap is not null and reject_reason is null").count());
      assertEquals(5, written.select("smiles", "gap").groupBy("smiles").count().count());
    }
    assertEquals(1, FAILURES.get());
    // A chunk was scored and handed on before: there was something to be written twice.
    assertTrue(READ_BEFORE.get() > LibraryScoring.SMILES_CHUNK);
  }
}
