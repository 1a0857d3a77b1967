package io.molspectra.cli;

import io.molspectra.bundle.BundleFile;
import io.molspectra.bundle.TaskSpec;
import io.molspectra.predict.ForceField;
import io.molspectra.predict.MolSpectraModel;
import io.molspectra.predict.Precision;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of the commands that move atoms: which energy, and how precisely. */
final class ForceFieldOptions {

  @Option(
      names = "--task",
      paramLabel = "TASK",
      description = "Energy with forces that moves the atoms. Default: the only one of the bundle.")
  private @Nullable String task;

  @Option(
      names = "--precision",
      paramLabel = "P",
      defaultValue = "float32",
      description =
          "float32 or float64; float64 needs a bundle exported with --double-precision."
              + " Default: float32.")
  private Precision precision;

  /**
   * The force field of a model.
   *
   * @throws CommandFailure USAGE if the bundle has several tasks with forces and none was chosen,
   *     FAILURE if it has none
   * @throws io.molspectra.predict.PredictionException if the task moves no atoms
   */
  ForceField of(MolSpectraModel model) {
    List<String> tasks = ForceField.tasks(model);
    if (tasks.isEmpty() && DirectForces.areIn(model)) {
      throw DirectForces.notConservative(model);
    }
    if (task != null) {
      return ForceField.of(model, task, precision);
    }
    if (tasks.isEmpty()) {
      throw new CommandFailure(
          ExitCode.FAILURE,
          "NO_FORCES: bundle %s has no task with forces; train one, of MD17 for example"
              .formatted(model.bundle().manifest().id()));
    }
    if (tasks.size() > 1) {
      throw new CommandFailure(
          ExitCode.USAGE, "--task: which energy? One of " + String.join(", ", tasks));
    }
    return ForceField.of(model, tasks.get(0), precision);
  }

  /** A name that is another one if any number of the network is. */
  static String fingerprint(MolSpectraModel model, ForceField field) {
    TaskSpec spec = model.bundle().manifest().task(field.task()).orElseThrow();
    String graph = field.precision() == Precision.FLOAT64 ? spec.forcesFile64() : spec.forcesFile();
    return "%s %s %s %s %s"
        .formatted(
            model.bundle().manifest().id(),
            field.task(),
            field.precision(),
            hash(model, graph).orElse(""),
            hash(model, "weights.bin").orElse(""));
  }

  private static Optional<String> hash(MolSpectraModel model, @Nullable String path) {
    return model.bundle().manifest().files().stream()
        .filter(file -> file.path().equals(path))
        .map(BundleFile::sha256)
        .findFirst();
  }
}
