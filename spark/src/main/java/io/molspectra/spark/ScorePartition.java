package io.molspectra.spark;

import io.molspectra.predict.MolSpectraModel;
import io.molspectra.score.GeometryCache;
import io.molspectra.score.ScoreTimes;
import io.molspectra.score.Scorer;
import java.io.IOException;
import java.util.Iterator;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;

/** Scores the rows of a partition as they are asked for, in order. */
record ScorePartition(BundleReference bundle, Asked asked, RowLayout layout)
    implements MapPartitionsFunction<Row, Row> {

  @Override
  public Iterator<Row> call(Iterator<Row> rows) throws IOException {
    MolSpectraModel model = ExecutorModels.of(bundle, asked.allowUnseen());
    var scorer =
        new Scorer(
            model,
            asked.question(model.bundle()),
            asked.geometry(),
            GeometryCache.NONE,
            new ScoreTimes());
    return new ScoredRows(rows, scorer, layout);
  }
}
