package io.molspectra.score;

import io.molspectra.library.LibraryRow;
import io.molspectra.molecule.Molecule;
import io.molspectra.predict.MolSpectraModel;
import io.molspectra.predict.PredictionException;
import io.molspectra.predict.PredictionException.Problem;
import io.molspectra.score.Geometries.Found;
import io.molspectra.score.Geometries.Geometry;
import io.molspectra.score.Geometries.Missing;
import io.molspectra.score.ScoreTimes.Part;
import io.molspectra.score.ScoredRow.Reject;
import io.molspectra.score.ScoredRow.Result;
import io.molspectra.score.ScoredRow.Scores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Scores rows, some at a time. Thread-safe; the model must stay open meanwhile. */
public final class Scorer {

  /** Reason of a row whose prediction is not a finite number. */
  public static final String NON_FINITE_PREDICTION = "NON_FINITE_PREDICTION";

  private final MolSpectraModel model;
  private final Question question;
  private final Geometries geometries;
  private final ScoreTimes times;

  /**
   * @param model loaded with {@code times} as its metrics if features and inference are to be told
   *     apart
   * @param times where the time goes
   */
  public Scorer(
      MolSpectraModel model,
      Question question,
      GeometrySettings settings,
      GeometryCache cache,
      ScoreTimes times) {
    this.model = model;
    this.question = question;
    this.geometries = new Geometries(settings, cache);
    this.times = times;
  }

  /**
   * Scores rows in order, each for itself: one that cannot be scored costs no other its scores.
   *
   * @param first number of the first row among all of the input
   * @throws PredictionException if the model itself is at fault, not a molecule
   */
  public List<ScoredRow> score(List<LibraryRow> rows, long first) {
    Result[] results = new Result[rows.size()];
    List<Molecule> molecules = new ArrayList<>(rows.size());
    Found[] found = new Found[rows.size()];
    for (int i = 0; i < results.length; i++) {
      Geometry geometry = timed(rows.get(i));
      if (geometry instanceof Missing missing) {
        results[i] = missing.why();
        continue;
      }
      Found here = (Found) geometry;
      // All conformers have the same elements; their coordinates were checked when they were made.
      Optional<PredictionException> fault = model.check(here.molecules().get(0));
      if (fault.isPresent()) {
        results[i] = reject(fault.get().problem().name(), fault.get());
      } else {
        found[i] = here;
        molecules.addAll(here.molecules());
      }
    }
    Result[] answers = molecules.isEmpty() ? new Result[0] : ask(molecules);
    int at = 0;
    for (int i = 0; i < results.length; i++) {
      if (found[i] != null) {
        int end = at + found[i].molecules().size();
        results[i] = averaged(Arrays.copyOfRange(answers, at, end), found[i].weights());
        at = end;
      }
    }
    List<ScoredRow> scored = new ArrayList<>(results.length);
    for (int i = 0; i < results.length; i++) {
      scored.add(new ScoredRow(first + i, rows.get(i), placed(results[i], rows.get(i))));
    }
    return scored;
  }

  /** What is wrong with a molecule is wrong where it stands. */
  private static Result placed(Result result, LibraryRow row) {
    return result instanceof Reject reject
        ? new Reject(line(reject, row), reject.reason(), reject.message())
        : result;
  }

  private static long line(Reject reject, LibraryRow row) {
    if (row instanceof LibraryRow.Smiles smiles) {
      return smiles.line();
    }
    return row instanceof LibraryRow.Structure structure ? structure.line() : reject.line();
  }

  private Geometry timed(LibraryRow row) {
    long start = System.nanoTime();
    Optional<PredictionException> unknown = geometries.probe(row).flatMap(model::check);
    Geometry geometry =
        unknown.isPresent() ? new Missing(unknownElement(unknown.get())) : geometries.of(row);
    if (row instanceof LibraryRow.Smiles) {
      times.since(Part.CONFORMERS, start);
    }
    return geometry;
  }

  private Result[] ask(List<Molecule> molecules) {
    try {
      return question.ask(model, molecules);
    } catch (PredictionException e) {
      if (e.problem() != Problem.RUNTIME_FAILURE) {
        throw e;
      }
      return apart(molecules, e);
    } catch (IllegalArgumentException e) {
      // The features do not fit into arrays.
      return apart(molecules, e);
    }
  }

  /** One molecule that is too much for the runtime must not take the others down with it. */
  private Result[] apart(List<Molecule> molecules, RuntimeException failure) {
    if (molecules.size() == 1) {
      return new Result[] {reject(Problem.RUNTIME_FAILURE.name(), failure)};
    }
    Result[] results = new Result[molecules.size()];
    for (int i = 0; i < results.length; i++) {
      results[i] = ask(List.of(molecules.get(i)))[0];
    }
    return results;
  }

  private static Result averaged(Result[] answers, double[] weights) {
    for (Result answer : answers) {
      if (answer instanceof Reject) {
        return answer;
      }
    }
    Scores only = (Scores) answers[0];
    return finite(answers.length == 1 ? only : mean(answers, weights));
  }

  private static Scores mean(Result[] answers, double[] weights) {
    Scores first = (Scores) answers[0];
    double[] numbers = new double[first.numbers().length];
    float[] like = first.embedding();
    double[] embedding = new double[like == null ? 0 : like.length];
    for (int i = 0; i < answers.length; i++) {
      Scores one = (Scores) answers[i];
      for (int k = 0; k < numbers.length; k++) {
        numbers[k] += weights[i] * one.numbers()[k];
      }
      float[] vector = one.embedding();
      for (int k = 0; vector != null && k < embedding.length; k++) {
        embedding[k] += weights[i] * vector[k];
      }
    }
    float[] rounded = new float[embedding.length];
    for (int k = 0; k < rounded.length; k++) {
      rounded[k] = (float) embedding[k];
    }
    return new Scores(numbers, like == null ? null : rounded);
  }

  private static Result finite(Scores scores) {
    return Arrays.stream(scores.numbers()).allMatch(Double::isFinite)
            && isFinite(scores.embedding())
        ? scores
        : new Reject(
            0,
            NON_FINITE_PREDICTION,
            "the prediction is not a finite number; is the geometry sensible?");
  }

  private static boolean isFinite(float @Nullable [] values) {
    if (values != null) {
      for (float value : values) {
        if (!Float.isFinite(value)) {
          return false;
        }
      }
    }
    return true;
  }

  /** The atoms that were asked about are none of the row's: their numbers would mislead. */
  private static Reject unknownElement(PredictionException e) {
    Reject reject = reject(e.problem().name(), e);
    return new Reject(0, reject.reason(), reject.message().replaceFirst(", atom \\d+", ""));
  }

  private static Reject reject(String reason, Exception e) {
    return new Reject(
        0, reason, String.valueOf(e.getMessage()).strip().replaceAll("\\s*\\R\\s*", " "));
  }
}
