package io.molspectra.cli;

import io.molspectra.bundle.TaskKind;
import io.molspectra.bundle.TaskSpec;
import io.molspectra.cli.Outcome.Answer;
import io.molspectra.molecule.Molecule;
import io.molspectra.predict.AtomVectors;
import io.molspectra.predict.Denoised;
import io.molspectra.predict.Embeddings;
import io.molspectra.predict.Estimates;
import io.molspectra.predict.EstimatesWithForces;
import io.molspectra.predict.MolSpectraModel;
import io.molspectra.score.ScalarColumns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** What a model is asked about molecules. */
@FunctionalInterface
interface Question {

  /**
   * One answer for each molecule, in order.
   *
   * @throws io.molspectra.predict.PredictionException if the model cannot answer
   */
  List<Answer> ask(MolSpectraModel model, List<Molecule> molecules);

  /** The feature vectors of molecules. */
  static Question embedding() {
    return (model, molecules) -> {
      Embeddings embeddings = model.embed(molecules);
      return each(molecules, m -> new Answer(molecules.get(m), embeddings.of(m)));
    };
  }

  /** The molecules with the noise taken out; values are the noise in angstrom. */
  static Question denoising() {
    return (model, molecules) -> {
      Denoised denoised = model.denoise(molecules);
      return each(molecules, m -> new Answer(denoised.molecules().get(m), denoised.noise().of(m)));
    };
  }

  /** One vector an atom, or feature vectors. */
  static Question vectors(TaskSpec task) {
    if (task.kind() == TaskKind.EMBEDDING) {
      return embedding();
    }
    return (model, molecules) -> {
      AtomVectors vectors = model.predictVectors(task.name(), molecules);
      return each(molecules, m -> new Answer(molecules.get(m), vectors.of(m)));
    };
  }

  /**
   * The numbers of scalar tasks.
   *
   * @param choice scalar tasks, perhaps one of them with forces
   * @param columns what of their answers is wanted
   */
  static Question scalars(TaskChoice choice, ScalarColumns columns) {
    TaskSpec forcesOf = choice.forcesOf();
    List<String> others =
        choice.tasks().stream().filter(task -> !task.equals(forcesOf)).map(TaskSpec::name).toList();
    return (model, molecules) -> {
      Map<String, Estimates> estimates = new HashMap<>(model.predictAll(others, molecules));
      if (forcesOf == null) {
        return each(
            molecules,
            m ->
                new Answer(
                    molecules.get(m), columns.row(estimates, m), new float[0], new float[0]));
      }
      EstimatesWithForces both = model.predictForcesWithUncertainty(forcesOf.name(), molecules);
      estimates.put(forcesOf.name(), both.estimates());
      return each(
          molecules,
          m ->
              new Answer(
                  molecules.get(m),
                  columns.row(estimates, m),
                  both.forces().of(m),
                  spread(both, m)));
    };
  }

  private static float[] spread(EstimatesWithForces answer, int molecule) {
    float[] spread = answer.forcesSpread();
    int[] offsets = answer.forces().atomOffsets();
    return spread == null
        ? new float[0]
        : Arrays.copyOfRange(spread, offsets[molecule], offsets[molecule + 1]);
  }

  private static List<Answer> each(List<Molecule> molecules, IntFunction<Answer> answer) {
    List<Answer> answers = new ArrayList<>(molecules.size());
    for (int m = 0; m < molecules.size(); m++) {
      answers.add(answer.apply(m));
    }
    return answers;
  }
}
