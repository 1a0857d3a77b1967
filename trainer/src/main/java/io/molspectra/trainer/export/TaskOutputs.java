package io.molspectra.trainer.export;

import io.molspectra.bundle.TaskSpec;
import io.molspectra.network.MoleculeNetwork;
import java.util.ArrayList;
import java.util.List;

/** Names of the outputs of tasks' graphs. */
final class TaskOutputs {
  private TaskOutputs() {}

  /** The answer, and of an ensemble its spread. */
  static List<String> of(TaskSpec task) {
    return withSpread(task, task.name());
  }

  /** The forces, and of an ensemble their spread; none if the task has no forces. */
  static List<String> forcesOf(TaskSpec task) {
    return task.forcesFile() == null ? List.of() : withSpread(task, MoleculeNetwork.FORCES);
  }

  /** The answer and the forces, each with its spread. */
  static List<String> withForces(TaskSpec task) {
    var names = new ArrayList<>(of(task));
    names.addAll(forcesOf(task));
    return names;
  }

  private static List<String> withSpread(TaskSpec task, String name) {
    return task.ofEnsemble() ? List.of(name, name + TaskSpec.SPREAD) : List.of(name);
  }
}
