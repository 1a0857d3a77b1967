package io.molspectra.cli;

import io.molspectra.cli.Outcome.Answer;
import io.molspectra.cli.Outcome.Reject;
import io.molspectra.molecule.Molecule;
import io.molspectra.molecule.MoleculeRecord;
import io.molspectra.molecule.MoleculeRecord.Parsed;
import io.molspectra.predict.MolSpectraModel;
import io.molspectra.predict.PredictionException;
import io.molspectra.predict.PredictionException.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Turns the records of a batch into outcomes, one for each and in order. Thread-safe. */
final class BatchPrediction {

  /** Reason of a reject whose prediction is not a finite number. */
  static final String NON_FINITE_PREDICTION = "NON_FINITE_PREDICTION";

  private final MolSpectraModel model;
  private final Question question;

  BatchPrediction(MolSpectraModel model, Question question) {
    this.model = model;
    this.question = question;
  }

  /**
   * Predicts what can be predicted and rejects the rest.
   *
   * @throws PredictionException if the model itself is at fault, not a molecule
   */
  List<Outcome> outcomes(List<MoleculeRecord> records) {
    List<Outcome> outcomes = new ArrayList<>(records.size());
    List<Parsed> sound = new ArrayList<>(records.size());
    List<Integer> places = new ArrayList<>(records.size());
    for (MoleculeRecord record : records) {
      if (record instanceof MoleculeRecord.Rejected unread) {
        outcomes.add(Reject.of(unread));
        continue;
      }
      Parsed read = (Parsed) record;
      Optional<PredictionException> fault = model.check(read.molecule());
      if (fault.isPresent()) {
        PredictionException why = fault.get();
        outcomes.add(Reject.of(read, why.problem().name(), message(why)));
      } else {
        places.add(outcomes.size());
        sound.add(read);
        // A place for the answer, which the batch below gives.
        outcomes.add(new Reject(read.source(), read.record(), 0, "", ""));
      }
    }
    List<Outcome> predicted = sound.isEmpty() ? List.of() : predict(sound);
    for (int i = 0; i < places.size(); i++) {
      outcomes.set(places.get(i), predicted.get(i));
    }
    return outcomes;
  }

  private List<Outcome> predict(List<Parsed> sound) {
    List<Molecule> molecules = sound.stream().map(Parsed::molecule).toList();
    try {
      List<Answer> answers = question.ask(model, molecules);
      List<Outcome> outcomes = new ArrayList<>(answers.size());
      for (int i = 0; i < sound.size(); i++) {
        outcomes.add(finite(sound.get(i), answers.get(i)));
      }
      return outcomes;
    } catch (PredictionException e) {
      if (e.problem() != Problem.RUNTIME_FAILURE) {
        throw e;
      }
      return apart(sound, e);
    } catch (IllegalArgumentException e) {
      // The features do not fit into arrays.
      return apart(sound, e);
    }
  }

  /** One molecule that is too much for the runtime must not take the batch down with it. */
  private List<Outcome> apart(List<Parsed> sound, RuntimeException failure) {
    if (sound.size() == 1) {
      return List.of(Reject.of(sound.get(0), Problem.RUNTIME_FAILURE.name(), message(failure)));
    }
    List<Outcome> outcomes = new ArrayList<>(sound.size());
    for (Parsed one : sound) {
      outcomes.addAll(predict(List.of(one)));
    }
    return outcomes;
  }

  private static Outcome finite(Parsed read, Answer answer) {
    if (Arrays.stream(answer.numbers()).allMatch(Double::isFinite)
        && isFinite(answer.values())
        && isFinite(answer.forces())
        && isFinite(answer.forcesSpread())) {
      return answer;
    }
    return Reject.of(
        read,
        NON_FINITE_PREDICTION,
        "molecule %s: the prediction is not a finite number; is the geometry sensible?"
            .formatted(read.molecule().id()));
  }

  static boolean isFinite(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  /** The message of a failure in one line. */
  static String message(Exception e) {
    return String.valueOf(e.getMessage()).strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
