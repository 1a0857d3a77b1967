package io.molspectra.spark;

import java.io.IOException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * Scores data sets of SMILES.
 *
 * <pre>{@code
 * Dataset<Row> scores =
 *     SparkScorer.score(molecules, BundleSource.shipped(folder), ScoreSettings.defaults());
 * scores.write().parquet("scores");
 * }</pre>
 */
public final class SparkScorer {

  /** Column of embeddings, an array of floats. */
  public static final String EMBEDDING = "embedding";

  /** Column of why a row has no scores: the reasons of {@code molspectra score}; else null. */
  public static final String REJECT_REASON = "reject_reason";

  /** Column of what is wrong with a row, in one line; else null. */
  public static final String REJECT_MESSAGE = "reject_message";

  private SparkScorer() {}

  /**
   * The molecules with their scores. Each row comes out once, in its partition and order, with all
   * its columns and behind them: of each task its value, {@code _spread} of an ensemble, {@code
   * _low} and {@code _high} where an interval was calibrated (in the units of the bundle, doubles);
   * {@value #EMBEDDING} if asked for; {@value #REJECT_REASON} and {@value #REJECT_MESSAGE}. A row
   * has either all scores or a reason.
   *
   * <p>Nothing is scored until the result is used, and then each time it is used: write it, or
   * persist it. Rows of a partition are worked on in chunks as in {@link
   * io.molspectra.score.LibraryScoring}, by one thread a Spark task.
   *
   * @throws IllegalArgumentException if a column or task is not there, or a column of scores is
   *     there already; the message tells what there is
   * @throws IOException if the bundle cannot be read; a {@link
   *     io.molspectra.bundle.BundleException} if it is none
   */
  public static Dataset<Row> score(
      Dataset<Row> molecules, BundleSource source, ScoreSettings settings) throws IOException {
    ScorePlan plan = ScorePlan.of(molecules.schema(), source, settings);
    var context = new JavaSparkContext(molecules.sparkSession().sparkContext());
    BundleReference reference = BundleReference.of(plan.bundle(), source.shipped(), context);
    return molecules.mapPartitions(
        new ScorePartition(reference, plan.asked(), plan.layout()), Encoders.row(plan.columns()));
  }
}
