package io.molspectra.cli;

import io.molspectra.bundle.TaskSpec;
import io.molspectra.predict.MolSpectraModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code molspectra embed}. */
@Command(
    name = "embed",
    mixinStandardHelpOptions = true,
    description = {
      "Turn molecules into feature vectors.",
      "",
      "Records that cannot be read or predicted are skipped, reported and counted. Vectors keep the"
          + " order of the input. Output to .csv needs little memory whatever the input; .npz keeps"
          + " all vectors in memory until the end."
    },
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Output, for M molecules and C channels:",
      "  .npz  id [M], embedding [M,C]",
      "  .csv  id, embedding_0, embedding_1, ...: one row a molecule",
      "",
      "Examples:",
      "  molspectra embed --model BUNDLE --input mols.sdf.gz --output out.npz",
      "  molspectra embed --model BUNDLE --input a.xyz b.xyz --output out.csv.gz"
    })
final class EmbedCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private PredictionOptions options;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FILE",
      description = "File to write: .csv, .csv.gz or .npz. A former one is replaced at the end.")
  private Path output;

  @Override
  public Integer call() throws IOException {
    AnswerFiles.requireTable(output);
    options.check(output);
    try (MolSpectraModel model = options.load()) {
      return new PredictionJob(options, model, spec.commandLine().getErr())
          .run(Question.embedding(), () -> AnswerFiles.open(output, TaskSpec.EMBEDDING, false));
    }
  }
}
