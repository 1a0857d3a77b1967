package io.molspectra.predict;

import io.molspectra.bundle.TaskSpec;
import io.molspectra.molecule.Molecule;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks a model about scalar tasks and their uncertainty. */
final class Estimator {

  private final MolSpectraModel model;

  Estimator(MolSpectraModel model) {
    this.model = model;
  }

  Estimates estimate(TaskSpec task, List<Molecule> molecules) {
    Map<String, Output> outputs = model.run(task.file(), molecules, outputs(task));
    return estimates(task, outputs, molecules);
  }

  EstimatesWithForces withForces(TaskSpec task, String file, List<Molecule> molecules) {
    Set<String> wanted = outputs(task);
    wanted.add(MolSpectraModel.FORCES);
    String spreadName = MolSpectraModel.FORCES + TaskSpec.SPREAD;
    if (task.ofEnsemble()) {
      wanted.add(spreadName);
    }
    Map<String, Output> outputs = model.run(file, molecules, wanted);
    AtomVectors forces =
        MolSpectraModel.atomVectors(
            task, Objects.requireNonNull(outputs.get(MolSpectraModel.FORCES)), molecules);
    return new EstimatesWithForces(
        estimates(task, outputs, molecules),
        forces,
        task.ofEnsemble()
            ? sized(task, outputs, spreadName, forces.values().length / 3).values()
            : null);
  }

  /** All tasks from one graph where the bundle has one, so that the encoder runs once. */
  Map<String, Estimates> estimate(Collection<TaskSpec> tasks, List<Molecule> molecules) {
    Map<String, Estimates> estimates = new LinkedHashMap<>();
    if (tasks.size() < 2 || !model.bundle().manifest().lists(TaskSpec.ALL_SCALARS_FILE)) {
      tasks.forEach(task -> estimates.put(task.name(), estimate(task, molecules)));
      return estimates;
    }
    Set<String> wanted = new LinkedHashSet<>();
    tasks.forEach(task -> wanted.addAll(outputs(task)));
    Map<String, Output> outputs = model.run(TaskSpec.ALL_SCALARS_FILE, molecules, wanted);
    tasks.forEach(task -> estimates.put(task.name(), estimates(task, outputs, molecules)));
    return estimates;
  }

  private static Set<String> outputs(TaskSpec task) {
    Set<String> names = new LinkedHashSet<>(Set.of(task.name()));
    if (task.ofEnsemble()) {
      names.add(task.name() + TaskSpec.SPREAD);
    }
    return names;
  }

  private static Estimates estimates(
      TaskSpec task, Map<String, Output> outputs, List<Molecule> molecules) {
    int count = molecules.size();
    float @Nullable [] spread =
        task.ofEnsemble()
            ? sized(task, outputs, task.name() + TaskSpec.SPREAD, count).values()
            : null;
    return Estimates.of(task, sized(task, outputs, task.name(), count).doubles(), spread);
  }

  private static Output sized(
      TaskSpec task, Map<String, Output> outputs, String name, int expected) {
    Output output = Objects.requireNonNull(outputs.get(name), name);
    return MolSpectraModel.sized(task, output, expected);
  }
}
