package io.molspectra.score;

import io.molspectra.molecule.Molecule;
import io.molspectra.predict.Embeddings;
import io.molspectra.predict.Estimates;
import io.molspectra.predict.MolSpectraModel;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is asked about each molecule.
 *
 * @param tasks scalar tasks; may be empty if embeddings are wanted
 * @param columns what of their answers is wanted
 * @param embeddings whether the embedding is wanted, too
 */
public record Question(List<String> tasks, ScalarColumns columns, boolean embeddings) {

  /** Copies the list. */
  public Question {
    tasks = List.copyOf(tasks);
  }

  /**
   * Answers for molecules in order.
   *
   * @throws io.molspectra.predict.PredictionException if the model cannot answer
   */
  ScoredRow.Scores[] ask(MolSpectraModel model, List<Molecule> molecules) {
    Map<String, Estimates> estimates =
        tasks.isEmpty() ? Map.of() : model.predictAll(tasks, molecules);
    @Nullable Embeddings vectors = embeddings ? model.embed(molecules) : null;
    ScoredRow.Scores[] scores = new ScoredRow.Scores[molecules.size()];
    for (int m = 0; m < scores.length; m++) {
      scores[m] =
          new ScoredRow.Scores(columns.row(estimates, m), vectors == null ? null : vectors.of(m));
    }
    return scores;
  }
}
