package io.molspectra.cli;

import io.molspectra.predict.Embeddings;
import io.molspectra.predict.PredictionException;
import io.molspectra.predict.PredictionException.Problem;
import io.molspectra.predict.SpectrumEmbedder;
import io.molspectra.spectrum.SpectraRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Embeds what can be embedded of a batch of rows. Thread-safe. */
final class SpectraBatch {

  private final SpectrumEmbedder embedder;

  SpectraBatch(SpectrumEmbedder embedder) {
    this.embedder = embedder;
  }

  /**
   * What became of a row.
   *
   * @param vector [C], null if there is none
   * @param fault why there is none, null if there is one
   */
  record Embedded(SpectraRow row, float @Nullable [] vector, @Nullable Fault fault) {}

  /**
   * Why a row was not embedded.
   *
   * @param reason name of the kind of fault
   * @param message what is wrong
   */
  record Fault(String reason, String message) {}

  /**
   * One result for each row, in order.
   *
   * @throws PredictionException if the model itself is at fault, not a row
   */
  List<Embedded> embed(List<SpectraRow> rows) {
    Embedded[] results = new Embedded[rows.size()];
    List<Integer> sound = new ArrayList<>(rows.size());
    for (int m = 0; m < results.length; m++) {
      Optional<PredictionException> fault = embedder.check(rows.get(m));
      if (fault.isPresent()) {
        results[m] = rejected(rows.get(m), fault.get());
      } else {
        sound.add(m);
      }
    }
    List<Embedded> embedded = embedSound(sound.stream().map(rows::get).toList());
    for (int i = 0; i < embedded.size(); i++) {
      results[sound.get(i)] = embedded.get(i);
    }
    return Arrays.asList(results);
  }

  private List<Embedded> embedSound(List<SpectraRow> rows) {
    if (rows.isEmpty()) {
      return List.of();
    }
    try {
      Embeddings vectors = embedder.embed(rows);
      List<Embedded> embedded = new ArrayList<>(rows.size());
      for (int m = 0; m < rows.size(); m++) {
        embedded.add(finite(rows.get(m), vectors.of(m)));
      }
      return embedded;
    } catch (PredictionException e) {
      if (e.problem() != Problem.RUNTIME_FAILURE) {
        throw e;
      }
      return apart(rows, e);
    }
  }

  /** One row the runtime fails for must not take the batch down with it. */
  private List<Embedded> apart(List<SpectraRow> rows, PredictionException failure) {
    if (rows.size() == 1) {
      return List.of(rejected(rows.get(0), failure));
    }
    List<Embedded> embedded = new ArrayList<>(rows.size());
    for (SpectraRow row : rows) {
      embedded.addAll(embedSound(List.of(row)));
    }
    return embedded;
  }

  private static Embedded finite(SpectraRow row, float[] vector) {
    if (BatchPrediction.isFinite(vector)) {
      return new Embedded(row, vector, null);
    }
    return new Embedded(
        row,
        null,
        new Fault(
            BatchPrediction.NON_FINITE_PREDICTION,
            "molecule %s: the embedding is not finite; are the intensities sensible?"
                .formatted(row.id())));
  }

  private static Embedded rejected(SpectraRow row, PredictionException why) {
    return new Embedded(row, null, new Fault(why.problem().name(), BatchPrediction.message(why)));
  }
}
