package io.molspectra.cli;

import io.molspectra.predict.MolSpectraModel;
import io.molspectra.predict.Options;
import io.molspectra.predict.SpectrumEmbedder;
import io.molspectra.spectrum.SpectraFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code molspectra embed-spectra}. */
@Command(
    name = "embed-spectra",
    mixinStandardHelpOptions = true,
    description = {
      "Turn the spectra of molecules into feature vectors.",
      "",
      "A spectrum that cannot be used is left out, reported and counted; its molecule is embedded by"
          + " its other kinds. A molecule without any usable spectrum is skipped, reported and"
          + " counted. Vectors keep the order of the input. Output to .csv needs little memory"
          + " whatever the input; .npz keeps all vectors in memory until the end."
    },
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Output, for M molecules and C channels:",
      "  .npz  id [M], z [M,C] float32",
      "  .csv  id, z_0, z_1, ...: one row a molecule",
      "The id is that of index.csv if the folder has one, else the row, counted from 0.",
      "",
      "Examples:",
      "  molspectra embed-spectra --model BUNDLE --spectra qm9s --output z.npz",
      "  molspectra embed-spectra --model BUNDLE --spectra qm9s --output z.csv.gz --strict"
    })
final class EmbedSpectraCommand implements Callable<Integer> {

  private static final String NAME = "z";

  @Spec private CommandSpec spec;
  @Mixin private ModelOptions options;

  @Option(
      names = "--spectra",
      required = true,
      paramLabel = "DIR",
      description =
          "Folder of spectra: one table a kind in the layout of QM9S, or one file a molecule.")
  private Path spectra;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Molecules embedded at once. Default: 16 on the CPU, 128 on a GPU.")
  private @Nullable Integer batch;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FILE",
      description = "File to write: .csv, .csv.gz or .npz. A former one is replaced at the end.")
  private Path output;

  @Override
  public Integer call() throws IOException {
    AnswerFiles.requireTable(output);
    options.check(output, List.of());
    if (batch != null && batch < 1) {
      throw new CommandFailure(ExitCode.USAGE, "--batch must be at least 1");
    }
    try (MolSpectraModel model = options.load(limits())) {
      NamedFailure.around(
          () -> {
            embed(model);
            return Optional.empty();
          });
    }
    return ExitCode.OK;
  }

  private void embed(MolSpectraModel model) throws IOException {
    SpectrumEmbedder embedder = model.spectra();
    // A folder without spectra shows before there is any output.
    SpectraFolder.open(spectra, embedder.kinds()).close();
    try (Proceedings proceedings =
            Proceedings.start(spec.commandLine().getErr(), options.rejects(), options.strict());
        VectorWriter vectors = AnswerFiles.vectors(output, NAME)) {
      new SpectraVectors(
              embedder,
              spectra.toString(),
              () -> SpectraFolder.open(spectra, embedder.kinds()),
              batch != null ? batch : SpectraVectors.batchRows(model.device()),
              options.workers(model),
              proceedings)
          .each(vectors::add);
      String counts = proceedings.counted("embedded");
      vectors.commit();
      proceedings.end(counts);
    }
  }

  private Options limits() {
    return batch == null
        ? Options.defaults().withBatch(128, 4096)
        : Options.defaults().withBatch(batch, 4096);
  }
}
