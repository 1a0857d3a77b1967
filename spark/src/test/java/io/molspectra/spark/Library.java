package io.molspectra.spark;

import io.molspectra.bundle.DefaultBundle;
import io.molspectra.library.LibraryReader;
import io.molspectra.library.LibraryRow;
import io.molspectra.predict.MolSpectra;
import io.molspectra.predict.MolSpectraModel;
import io.molspectra.predict.Options;
import io.molspectra.score.GeometryCache;
import io.molspectra.score.LibraryScoring;
import io.molspectra.score.ScoreTimes;
import io.molspectra.score.ScoredRow;
import io.molspectra.score.Scorer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Molecules to score, good and bad, and what scoring on this machine says of them. */
final class Library {

  static final StructType SCHEMA =
      new StructType().add("id", DataTypes.StringType).add("smiles", DataTypes.StringType);

  /** Seven have no scores: six are no molecules the model knows, and C#C gets no geometry. */
  static final List<String> SMILES =
      Arrays.asList(
          "C",
          "CC",
          "CCO",
          "C=O",
          "c1ccccc1",
          "C1CC1",
          "CC(=O)O",
          "no smiles",
          "N",
          "O",
          "CCC",
          "C#C",
          "CC#N",
          "CO",
          "CCN",
          "[U]",
          "CC=O",
          "C1CO1",
          "",
          "NC=O",
          "CC(C)O",
          "OCCO",
          "CCl.O",
          "C1CCCC1",
          "c1ccoc1",
          "c1cc[nH]c1",
          null,
          "CC(C)C",
          "CCCC",
          "C1=CC=CN1",
          "CC(C)=O",
          "C[Xx]",
          "CCOC");

  private Library() {}

  static List<Row> rows(List<String> smiles) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < smiles.size(); i++) {
      rows.add(RowFactory.create("m" + i, smiles.get(i)));
    }
    return rows;
  }

  static Dataset<Row> dataset(SparkSession spark, List<String> smiles, int partitions) {
    var context = new JavaSparkContext(spark.sparkContext());
    return spark.createDataFrame(context.parallelize(rows(smiles), partitions), SCHEMA);
  }

  /** The same through {@link LibraryScoring}, as {@code molspectra score} does it. */
  static List<ScoredRow> scoredLocally(List<String> smiles, ScoreSettings settings)
      throws IOException {
    Options options = Options.throughput();
    List<ScoredRow> scored = new ArrayList<>();
    try (MolSpectraModel model = MolSpectra.load(DefaultBundle.folder(), options);
        LibraryReader reader = new Rows(smiles)) {
      var times = new ScoreTimes();
      var question = Asked.of(model.bundle(), settings).question(model.bundle());
      var scorer = new Scorer(model, question, settings.geometry(), GeometryCache.NONE, times);
      new LibraryScoring(scorer, 1, LibraryScoring.SMILES_CHUNK, times)
          .run(reader, 0, scored::addAll);
    }
    return scored;
  }

  private static final class Rows implements LibraryReader {
    private final Iterator<String> smiles;
    private int number;

    Rows(List<String> smiles) {
      this.smiles = smiles.iterator();
    }

    @Override
    public boolean hasNext() {
      return smiles.hasNext();
    }

    @Override
    public LibraryRow next() {
      String text = smiles.next();
      String id = "m" + number++;
      return new LibraryRow.Smiles("list", number, 0, id, text == null ? "" : text);
    }

    @Override
    public double expectedRows() {
      return Double.NaN;
    }

    @Override
    public void close() {}
  }
}
