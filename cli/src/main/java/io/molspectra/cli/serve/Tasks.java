package io.molspectra.cli.serve;

import io.molspectra.bundle.TaskKind;
import io.molspectra.bundle.TaskSpec;
import io.molspectra.cli.names.NearNames;
import io.molspectra.cli.serve.Problem.Reason;
import io.molspectra.predict.MolSpectraModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request asks for.
 *
 * @param plain scalar tasks that are asked for their numbers alone
 * @param withForces scalar tasks that are asked for forces, too
 * @param order names of both, as they were asked for
 */
record Tasks(List<TaskSpec> plain, List<TaskSpec> withForces, List<String> order) {

  /**
   * @param names null for all scalar tasks
   * @throws Problem if the model has no such task, or none of them has forces
   */
  static Tasks of(MolSpectraModel model, @Nullable List<@Nullable String> names, boolean forces) {
    List<TaskSpec> scalars =
        model.bundle().manifest().tasks().stream()
            .filter(task -> task.kind() == TaskKind.SCALAR)
            .toList();
    Map<String, TaskSpec> known = new LinkedHashMap<>();
    scalars.forEach(task -> known.put(task.name(), task));
    Map<String, TaskSpec> wanted = new LinkedHashMap<>();
    if (names == null) {
      wanted.putAll(known);
    } else {
      for (String name : names) {
        wanted.put(String.valueOf(name), named(model, known, String.valueOf(name)));
      }
    }
    if (wanted.isEmpty()) {
      throw new Problem(
          Reason.UNKNOWN_TASK,
          known.isEmpty()
              ? "this model has no task that answers with one number; see /v1/model"
              : "tasks is empty; name some of %s, or leave it out for all"
                  .formatted(known.keySet()));
    }
    List<TaskSpec> able =
        forces
            ? wanted.values().stream().filter(task -> task.forcesFile() != null).toList()
            : List.of();
    if (forces && able.isEmpty()) {
      List<String> others =
          scalars.stream().filter(task -> task.forcesFile() != null).map(TaskSpec::name).toList();
      throw new Problem(
          Reason.NO_FORCES,
          "none of %s has forces; %s"
              .formatted(
                  wanted.keySet(),
                  others.isEmpty() ? "no task of this model has" : "these have: " + others));
    }
    return new Tasks(
        wanted.values().stream().filter(task -> !able.contains(task)).toList(),
        able,
        List.copyOf(wanted.keySet()));
  }

  private static TaskSpec named(MolSpectraModel model, Map<String, TaskSpec> scalars, String name) {
    TaskSpec task = scalars.get(name);
    if (task != null) {
      return task;
    }
    if (model.bundle().manifest().task(name).isPresent()) {
      throw new Problem(
          Reason.WRONG_KIND,
          "task '%s' does not answer with one number a molecule; ask for some of %s"
              .formatted(name, scalars.keySet()));
    }
    throw new Problem(
            Reason.UNKNOWN_TASK,
            "the model has no task '%s'; did you mean %s?"
                .formatted(
                    name.length() > 80 ? name.substring(0, 80) + "..." : name,
                    String.join(", ", NearNames.of(name, scalars.keySet()))))
        .with("tasks", scalars.keySet());
  }
}
