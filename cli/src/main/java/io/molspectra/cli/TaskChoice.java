package io.molspectra.cli;

import io.molspectra.bundle.BundleManifest;
import io.molspectra.bundle.TaskKind;
import io.molspectra.bundle.TaskSpec;
import io.molspectra.predict.MolSpectraModel;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of a bundle that are asked for together.
 *
 * @param tasks scalar tasks, or one task of another kind
 * @param forcesOf which of them answers with forces, too; null if forces are not wanted
 */
record TaskChoice(List<TaskSpec> tasks, @Nullable TaskSpec forcesOf) {

  /**
   * Finds tasks.
   *
   * @param names of tasks; empty for all scalar ones
   * @throws CommandFailure FAILURE if the forces are a task of their own, USAGE if the names cannot
   *     be answered together, or nothing says which task's forces are meant
   * @throws io.molspectra.predict.PredictionException UNKNOWN_TASK or NO_FORCES if the bundle lacks
   *     what was named
   */
  static TaskChoice of(MolSpectraModel model, List<String> names, boolean forces) {
    List<TaskSpec> tasks = names.isEmpty() ? allScalars(model) : named(model, names);
    return new TaskChoice(tasks, forces ? withForces(model, tasks) : null);
  }

  /** Whether the tasks answer with one number a molecule. */
  boolean scalar() {
    return tasks.get(0).kind() == TaskKind.SCALAR;
  }

  private static List<TaskSpec> allScalars(MolSpectraModel model) {
    BundleManifest manifest = model.bundle().manifest();
    List<TaskSpec> scalars =
        manifest.tasks().stream().filter(task -> task.kind() == TaskKind.SCALAR).toList();
    if (scalars.isEmpty()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "bundle %s has no task with one number a molecule: name one of %s with --task"
              .formatted(manifest.id(), manifest.tasks().stream().map(TaskSpec::name).toList()));
    }
    return scalars;
  }

  private static List<TaskSpec> named(MolSpectraModel model, List<String> names) {
    // The model itself names the fault if it lacks a task.
    names.forEach(name -> model.runTask(name, List.of()));
    List<TaskSpec> tasks =
        new LinkedHashSet<>(names)
            .stream().map(name -> model.bundle().manifest().task(name).orElseThrow()).toList();
    for (TaskSpec task : tasks) {
      if (tasks.size() > 1 && task.kind() != TaskKind.SCALAR) {
        throw new CommandFailure(
            ExitCode.USAGE,
            "--task %s: it does not answer with one number a molecule, so ask for it alone"
                .formatted(task.name()));
      }
    }
    return tasks;
  }

  private static TaskSpec withForces(MolSpectraModel model, List<TaskSpec> tasks) {
    List<TaskSpec> able = tasks.stream().filter(task -> task.forcesFile() != null).toList();
    if (able.size() > 1) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--forces: tasks %s all have forces; name one of them with --task"
              .formatted(able.stream().map(TaskSpec::name).toList()));
    }
    if (able.isEmpty() && DirectForces.areIn(model)) {
      throw DirectForces.asked(model);
    }
    TaskSpec task = able.isEmpty() ? tasks.get(0) : able.get(0);
    // Again the model itself names the fault.
    model.runTaskWithForces(task.name(), List.of());
    return task;
  }
}
