package io.molspectra.cli;

import io.molspectra.bundle.TaskKind;
import io.molspectra.bundle.TaskSpec;
import io.molspectra.cli.Outcome.Answer;
import io.molspectra.molecule.Molecule;
import io.molspectra.predict.AtomVectors;
import io.molspectra.predict.Denoised;
import io.molspectra.predict.Embeddings;
import io.molspectra.predict.MolSpectraModel;
import io.molspectra.predict.ScalarsWithForces;
import java.util.ArrayList;
import java.util.List;
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

  /**
   * The answers of a task, whatever its kind.
   *
   * @param forces whether forces are wanted too; only a scalar task can have them
   */
  static Question task(TaskSpec task, boolean forces) {
    if (task.kind() == TaskKind.EMBEDDING) {
      return embedding();
    }
    if (task.kind() == TaskKind.VECTOR) {
      return (model, molecules) -> {
        AtomVectors vectors = model.predictVectors(task.name(), molecules);
        return each(molecules, m -> new Answer(molecules.get(m), vectors.of(m)));
      };
    }
    if (forces) {
      return (model, molecules) -> {
        ScalarsWithForces both = model.predictWithForces(task.name(), molecules);
        return each(
            molecules,
            m -> new Answer(molecules.get(m), new float[] {both.values()[m]}, both.forces().of(m)));
      };
    }
    return (model, molecules) -> {
      float[] values = model.predict(task.name(), molecules);
      return each(molecules, m -> new Answer(molecules.get(m), new float[] {values[m]}));
    };
  }

  private static List<Answer> each(List<Molecule> molecules, IntFunction<Answer> answer) {
    List<Answer> answers = new ArrayList<>(molecules.size());
    for (int m = 0; m < molecules.size(); m++) {
      answers.add(answer.apply(m));
    }
    return answers;
  }
}
