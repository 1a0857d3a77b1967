package io.molspectra.spark;

import io.molspectra.bundle.Bundle;
import io.molspectra.library.SmilesColumns;
import io.molspectra.score.Question;
import java.io.IOException;
import org.apache.spark.sql.types.StructType;

/**
 * How a data set is scored, all checked.
 *
 * @param columns of the data set when it is scored
 */
record ScorePlan(Bundle bundle, Asked asked, RowLayout layout, StructType columns) {

  /**
   * @throws IllegalArgumentException if a column or task is not there, or a column of scores is
   *     there already
   * @throws IOException if the bundle cannot be read
   */
  static ScorePlan of(StructType molecules, BundleSource source, ScoreSettings settings)
      throws IOException {
    Bundle bundle = Bundle.open(source.folder());
    Asked asked = Asked.of(bundle, settings);
    Question question = asked.question(bundle);
    SmilesColumns.Places places = ScoreSchema.places(molecules, settings.columns());
    return new ScorePlan(
        bundle,
        asked,
        new RowLayout(
            places.smiles(),
            places.id(),
            question.columns().columns().size(),
            settings.embeddings()),
        ScoreSchema.scored(molecules, question));
  }
}
