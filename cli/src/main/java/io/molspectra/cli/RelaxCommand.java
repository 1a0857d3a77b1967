package io.molspectra.cli;

import io.molspectra.dynamics.Fire;
import io.molspectra.predict.ForceField;
import io.molspectra.predict.MolSpectraModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code molspectra relax}. */
@Command(
    name = "relax",
    mixinStandardHelpOptions = true,
    description = {
      "Move molecules to the nearest minimum of a model's energy (FIRE).",
      "",
      "Records that cannot be read or relaxed are skipped, reported and counted. Those that need more"
          + " steps are written as far as they came."
    },
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Output: extended xyz with forces in eV/A. The comment of a frame holds the id (name), energy",
      "(eV), fmax (the longest force, eV/A), steps and converged (T or F).",
      "",
      "Example:",
      "  molspectra relax --model BUNDLE --input mols.xyz --output relaxed.xyz --fmax 0.01"
    })
final class RelaxCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private PredictionOptions options;
  @Mixin private ForceFieldOptions forceField;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FILE",
      description =
          "File to write: .xyz or .extxyz, also .gz. A former one is replaced at the end.")
  private Path output;

  @Option(
      names = "--fmax",
      defaultValue = "0.01",
      paramLabel = "F",
      description = "A minimum has no force longer than this, eV/A. Default: 0.01.")
  private double largestForce;

  @Option(
      names = "--steps",
      defaultValue = "500",
      paramLabel = "N",
      description = "Most steps of a molecule. Default: 500.")
  private int steps;

  @Override
  public Integer call() throws IOException {
    DenoisedXyz.requireXyz(output);
    options.check(output);
    Fire fire;
    try {
      fire = new Fire(largestForce, steps);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
    }
    try (MolSpectraModel model = options.load()) {
      ForceField field = NamedFailure.around(() -> forceField.of(model));
      var job = new RelaxationJob(options.run(), field, fire, spec.commandLine().getErr());
      return job.run(options.input(), output, options.run().workers(model));
    }
  }
}
