package io.molspectra.cli;

import io.molspectra.predict.MolSpectraModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code molspectra denoise}. */
@Command(
    name = "denoise",
    mixinStandardHelpOptions = true,
    description = {
      "Take the predicted noise out of geometries close to equilibrium.",
      "",
      "Records that cannot be read or predicted are skipped, reported and counted."
    },
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Output: extended xyz. The comment of a frame holds the id (name) and",
      "noise_norm, the norm of all that was taken out of its coordinates, in angstrom.",
      "",
      "Examples:",
      "  molspectra denoise --model BUNDLE --input noisy.xyz --output clean.xyz",
      "  molspectra denoise --model BUNDLE --input a.sdf.gz --output clean.xyz --strict"
    })
final class DenoiseCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private PredictionOptions options;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FILE",
      description =
          "File to write: .xyz or .extxyz, also .gz. A former one is replaced at the end.")
  private Path output;

  @Override
  public Integer call() throws IOException {
    DenoisedXyz.requireXyz(output);
    options.checkInPlace(output);
    try (MolSpectraModel model = options.load()) {
      return new PredictionJob(options, model, spec.commandLine().getErr())
          .run(Question.denoising(), () -> new DenoisedXyz(output));
    }
  }
}
