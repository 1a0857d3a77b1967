package io.molspectra.predict;

import io.molspectra.bundle.TaskKind;
import io.molspectra.bundle.TaskSpec;
import io.molspectra.molecule.Molecule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One property of molecules, a scalar task of a model. May be used from any number of threads; the
 * model must stay open meanwhile.
 */
public final class PropertyPredictor {

  private final MolSpectraModel model;
  private final TaskSpec task;

  private PropertyPredictor(MolSpectraModel model, TaskSpec task) {
    this.model = model;
    this.task = task;
  }

  /**
   * The predictor of a task.
   *
   * @throws PredictionException UNKNOWN_TASK or WRONG_KIND if the bundle has no such scalar task
   */
  public static PropertyPredictor of(MolSpectraModel model, String task) {
    return new PropertyPredictor(model, model.task(task, TaskKind.SCALAR));
  }

  /** Name of the task. */
  public String task() {
    return task.name();
  }

  /** Unit of the values, "1" if there is none. */
  public String unit() {
    return task.unit();
  }

  /** Why this molecule cannot be predicted, or nothing if it can. */
  public Optional<PredictionException> check(Molecule molecule) {
    return model.check(molecule);
  }

  /**
   * The property of one molecule.
   *
   * @throws PredictionException if the molecule cannot be predicted or ONNX Runtime fails
   */
  public Quantity predict(Molecule molecule) {
    return predict(List.of(molecule)).get(0);
  }

  /**
   * The property of each molecule, in order.
   *
   * @throws PredictionException if a molecule cannot be predicted or ONNX Runtime fails
   */
  public List<Quantity> predict(List<Molecule> molecules) {
    double[] values = model.predict(task.name(), molecules);
    List<Quantity> quantities = new ArrayList<>(values.length);
    for (double value : values) {
      quantities.add(new Quantity(value, task.unit()));
    }
    return List.copyOf(quantities);
  }
}
