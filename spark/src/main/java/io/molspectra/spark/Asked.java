package io.molspectra.spark;

import io.molspectra.bundle.Bundle;
import io.molspectra.bundle.BundleManifest;
import io.molspectra.bundle.TaskKind;
import io.molspectra.bundle.TaskSpec;
import io.molspectra.score.GeometrySettings;
import io.molspectra.score.Question;
import io.molspectra.score.ScalarColumns;
import java.io.Serializable;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What tasks on executors are told to ask, checked against the bundle by the driver.
 *
 * @param tasks at least one
 */
record Asked(
    List<String> tasks,
    @Nullable Double coverage,
    boolean embeddings,
    GeometrySettings geometry,
    boolean allowUnseen)
    implements Serializable {

  /**
   * @throws IllegalArgumentException if the bundle does not answer it; the message tells what it
   *     does
   */
  static Asked of(Bundle bundle, ScoreSettings settings) {
    BundleManifest manifest = bundle.manifest();
    List<String> scalars =
        manifest.tasks().stream()
            .filter(task -> task.kind() == TaskKind.SCALAR)
            .map(TaskSpec::name)
            .toList();
    List<String> tasks =
        settings.tasks().isEmpty() ? scalars : List.copyOf(new LinkedHashSet<>(settings.tasks()));
    for (String task : tasks) {
      if (!scalars.contains(task)) {
        throw new IllegalArgumentException(
            "bundle %s has no task '%s' with one number a molecule; it has %s"
                .formatted(manifest.id(), task, scalars));
      }
    }
    if (tasks.isEmpty()) {
      throw new IllegalArgumentException(
          "bundle %s has no task with one number a molecule; it has %s"
              .formatted(manifest.id(), manifest.tasks().stream().map(TaskSpec::name).toList()));
    }
    if (settings.embeddings() && manifest.task(TaskSpec.EMBEDDING).isEmpty()) {
      throw new IllegalArgumentException(
          "bundle %s does not embed molecules: ask for no embeddings".formatted(manifest.id()));
    }
    return new Asked(
        tasks,
        settings.coverage(),
        settings.embeddings(),
        settings.geometry(),
        settings.allowUnseen());
  }

  /**
   * The question in the words of the scorer.
   *
   * @throws IllegalArgumentException if a task was not calibrated for the coverage
   */
  Question question(Bundle bundle) {
    List<TaskSpec> specs =
        tasks.stream().map(task -> bundle.manifest().task(task).orElseThrow()).toList();
    return new Question(tasks, ScalarColumns.of(specs, coverage), embeddings);
  }
}
