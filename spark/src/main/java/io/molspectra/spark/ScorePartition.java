package io.molspectra.spark;

import java.io.IOException;
import java.util.Iterator;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;

/** Scores the rows of a partition as they are asked for, in order. */
record ScorePartition(BundleReference bundle, Asked asked, RowLayout layout)
    implements MapPartitionsFunction<Row, Row> {

  @Override
  public Iterator<Row> call(Iterator<Row> rows) throws IOException {
    return new ScoredRows(rows, ExecutorModels.scorer(bundle, asked), layout);
  }
}
