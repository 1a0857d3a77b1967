package io.molspectra.cli;

import io.molspectra.trainer.export.ExportedModel;
import io.molspectra.trainer.reference.ReferenceConfig;
import io.molspectra.trainer.reference.ReferenceImport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code trainer import}. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = "Build a bundle from weights of the reference implementation.",
    footer = {
      "",
      "The weights are the arrays of a state dictionary in an npz file. Keys of the configuration:",
      "embedding_dimension num_layers num_heads num_rbf cutoff_lower cutoff_upper max_z",
      "use_dataset_md17 layernorm_on_vec, and if not among the arrays: std mean.",
      "Those of SpecFormer, alone or beside them: patch_len stride lengths (lists for uv, ir, raman)",
      "d_model n_heads n_layers d_ff output_dim.",
      "",
      "Examples:",
      "  trainer import --weights et.npz --config et.yaml --out bundles/et",
      "  trainer import --weights specformer.npz --config specformer.yaml --out bundles/spectra"
    })
final class ImportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--weights", required = true, paramLabel = "FILE.npz", description = "Arrays.")
  private Path weights;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE.yaml",
      description = "The reference's configuration.")
  private Path config;

  @Option(names = "--out", required = true, paramLabel = "BUNDLE", description = "Folder to write.")
  private Path out;

  @Option(names = "--lenient", description = "Ignore tensors that the network does not have.")
  private boolean lenient;

  @Override
  public Integer call() throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    ReferenceConfig settings = ReferenceConfig.read(config);
    if (!settings.ignored().isEmpty()) {
      err.println("not about the network, ignored: " + String.join(", ", settings.ignored()));
    }
    String id = String.valueOf(out.toAbsolutePath().normalize().getFileName());
    ExportedModel model = ReferenceImport.read(id, weights, settings, lenient);
    if (model.provenance().containsValue("assumed")) {
      err.println(
          "std or mean is neither among the weights nor in the configuration: 1 and 0 used");
    }
    return ExportCommand.write(model, out, err);
  }
}
