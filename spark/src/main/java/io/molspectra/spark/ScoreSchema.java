package io.molspectra.spark;

import io.molspectra.library.SmilesColumns;
import io.molspectra.score.Question;
import io.molspectra.score.ScalarColumns;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Columns of a data set that is scored, before and after. */
final class ScoreSchema {

  /** What the data set is called in messages. */
  private static final Path SOURCE = Path.of("the data set");

  private ScoreSchema() {}

  /**
   * Finds the columns of SMILES and names.
   *
   * @throws IllegalArgumentException if one is not there, or SMILES are no text
   */
  static SmilesColumns.Places places(StructType molecules, SmilesColumns columns) {
    SmilesColumns.Places places = columns.in(SOURCE, Arrays.asList(molecules.fieldNames()));
    StructField smiles = molecules.fields()[places.smiles()];
    if (!(smiles.dataType() instanceof StringType)) {
      throw new IllegalArgumentException(
          "%s: column '%s' holds %s, not text; name the one of the SMILES"
              .formatted(SOURCE, smiles.name(), smiles.dataType().simpleString()));
    }
    return places;
  }

  /**
   * All columns of the molecules, and behind them those of the scores.
   *
   * @throws IllegalArgumentException if both have a column of one name
   */
  static StructType scored(StructType molecules, Question question) {
    List<StructField> fields = new ArrayList<>(Arrays.asList(molecules.fields()));
    for (ScalarColumns.Column column : question.columns().columns()) {
      fields.add(field(column.name(), DataTypes.DoubleType));
    }
    if (question.embeddings()) {
      fields.add(
          field(SparkScorer.EMBEDDING, DataTypes.createArrayType(DataTypes.FloatType, false)));
    }
    fields.add(field(SparkScorer.REJECT_REASON, DataTypes.StringType));
    fields.add(field(SparkScorer.REJECT_MESSAGE, DataTypes.StringType));
    for (StructField added : fields.subList(molecules.fields().length, fields.size())) {
      // Spark tells columns apart without regard to case.
      for (String given : molecules.fieldNames()) {
        if (given.equalsIgnoreCase(added.name())) {
          throw new IllegalArgumentException(
              "%s has a column '%s' already, where scores are to go: rename or drop it"
                  .formatted(SOURCE, given));
        }
      }
    }
    return DataTypes.createStructType(fields);
  }

  private static StructField field(String name, DataType type) {
    return DataTypes.createStructField(name, type, true);
  }
}
