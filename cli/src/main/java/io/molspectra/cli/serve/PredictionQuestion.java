package io.molspectra.cli.serve;

import io.molspectra.bundle.TaskSpec;
import io.molspectra.cli.serve.Answer.Forces;
import io.molspectra.cli.serve.Answer.Interval;
import io.molspectra.cli.serve.Answer.TaskAnswer;
import io.molspectra.molecule.Molecule;
import io.molspectra.predict.Estimates;
import io.molspectra.predict.EstimatesWithForces;
import io.molspectra.predict.MolSpectraModel;
import io.molspectra.score.Scorer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks a model about scalar tasks, with forces where they are wanted. */
final class PredictionQuestion implements Function<List<Molecule>, List<Answer>> {

  private final MolSpectraModel model;
  private final Tasks tasks;

  PredictionQuestion(MolSpectraModel model, Tasks tasks) {
    this.model = model;
    this.tasks = tasks;
  }

  @Override
  public List<Answer> apply(List<Molecule> molecules) {
    Map<String, Estimates> estimates =
        tasks.plain().isEmpty()
            ? new LinkedHashMap<>()
            : model.predictAll(tasks.plain().stream().map(TaskSpec::name).toList(), molecules);
    Map<String, EstimatesWithForces> forces = new LinkedHashMap<>();
    for (TaskSpec task : tasks.withForces()) {
      EstimatesWithForces both = model.predictForcesWithUncertainty(task.name(), molecules);
      forces.put(task.name(), both);
      estimates.put(task.name(), both.estimates());
    }
    List<Answer> answers = new ArrayList<>(molecules.size());
    for (int m = 0; m < molecules.size(); m++) {
      answers.add(answer(molecules.get(m).id(), m, estimates, forces));
    }
    return answers;
  }

  private Answer answer(
      String id,
      int molecule,
      Map<String, Estimates> estimates,
      Map<String, EstimatesWithForces> withForces) {
    Map<String, TaskAnswer> predictions = new LinkedHashMap<>();
    boolean finite = true;
    for (String task : tasks.order()) {
      EstimatesWithForces both = withForces.get(task);
      TaskAnswer answer =
          taskAnswer(
              Objects.requireNonNull(estimates.get(task), task),
              molecule,
              model.unit(task),
              both == null ? null : forces(both, molecule, model.unit(task)));
      predictions.put(task, answer);
      finite &= isFinite(answer);
    }
    return finite(new Answer(id, predictions, null, null, null), finite);
  }

  private static TaskAnswer taskAnswer(
      Estimates estimates, int molecule, String unit, @Nullable Forces forces) {
    float[] spread = estimates.spread();
    List<Interval> intervals = new ArrayList<>();
    for (Estimates.Interval interval : estimates.intervals()) {
      intervals.add(
          new Interval(
              interval.calibration().coverage(),
              interval.low()[molecule],
              interval.high()[molecule]));
    }
    return new TaskAnswer(
        estimates.values()[molecule],
        unit,
        spread == null ? null : (double) spread[molecule],
        intervals,
        forces);
  }

  private static Forces forces(EstimatesWithForces both, int molecule, String unit) {
    float @Nullable [] spread = both.forcesSpread();
    int[] offsets = both.forces().atomOffsets();
    return new Forces(
        ModelDescription.forcesUnit(unit),
        Answering.rows(both.forces().of(molecule)),
        spread == null
            ? null
            : Arrays.copyOfRange(spread, offsets[molecule], offsets[molecule + 1]));
  }

  private static boolean isFinite(TaskAnswer answer) {
    boolean finite =
        Double.isFinite(answer.value())
            && (answer.spread() == null || Double.isFinite(answer.spread()))
            && answer.intervals().stream()
                .allMatch(one -> Double.isFinite(one.low()) && Double.isFinite(one.high()));
    Forces forces = answer.forces();
    if (forces != null) {
      for (float[] force : forces.values()) {
        finite &= isFinite(force);
      }
      float @Nullable [] spread = forces.spread();
      finite &= spread == null || isFinite(spread);
    }
    return finite;
  }

  static boolean isFinite(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  /** The answer, or a failure instead: JSON has no numbers that are not finite. */
  static Answer finite(Answer answer, boolean finite) {
    return finite
        ? answer
        : Answer.failed(
            answer.id(),
            Scorer.NON_FINITE_PREDICTION,
            "the prediction is not a finite number; is the geometry sensible?");
  }
}
