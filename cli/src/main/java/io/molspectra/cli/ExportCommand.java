package io.molspectra.cli;

import io.molspectra.predict.MolSpectra;
import io.molspectra.predict.MolSpectraModel;
import io.molspectra.predict.VerificationReport;
import io.molspectra.trainer.export.BundleExporter;
import io.molspectra.trainer.export.ExportedModel;
import io.molspectra.trainer.export.RunExport;
import io.molspectra.trainer.pretrain.RunFolder;
import io.molspectra.trainer.sample.SampleMolecules;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code trainer export}. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = "Write a run as a bundle of ONNX files and check it in ONNX Runtime.",
    footer = {
      "",
      "Example:",
      "  trainer export --run runs/first --out bundles/first",
      "  molspectra embed --model bundles/first --input molecules.sdf --output embeddings.npz"
    })
final class ExportCommand implements Callable<Integer> {
  /** Enough to notice a wrong file, few enough to replay in a second. */
  private static final int GOLDEN = 8;

  @Spec private CommandSpec spec;

  @Option(names = "--run", required = true, description = "Folder of the run.")
  private Path run;

  @Option(names = "--out", required = true, paramLabel = "BUNDLE", description = "Folder to write.")
  private Path out;

  @Option(names = "--last", description = "Export the last checkpoint instead of the best one.")
  private boolean last;

  @Option(
      names = "--double-precision",
      description = "Write the graphs with forces in float64, too, for molspectra md and relax.")
  private boolean doublePrecision;

  @Override
  public Integer call() throws Exception {
    var folder = new RunFolder(run);
    if (!Files.exists(folder.config())) {
      throw new CommandFailure(
          ExitCode.FAILURE, "%s is no run: it has no config.yaml".formatted(run));
    }
    PrintWriter err = spec.commandLine().getErr();
    ExportedModel model = RunExport.of(folder, !last, err::println);
    return write(doublePrecision ? withDoublePrecision(model) : model, out, err);
  }

  private ExportedModel withDoublePrecision(ExportedModel model) {
    if (model.tasks().stream().allMatch(task -> task.forcesFile() == null)) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--double-precision: %s has no task with forces; leave it out".formatted(run));
    }
    return model.withDoublePrecision();
  }

  /** Writes a bundle and replays its golden molecules. */
  static int write(ExportedModel model, Path out, PrintWriter err) throws IOException {
    BundleExporter.export(model, out, SampleMolecules.some(4 * GOLDEN), GOLDEN);
    try (MolSpectraModel loaded = MolSpectra.load(out)) {
      VerificationReport report = loaded.verify();
      if (!report.passed()) {
        throw new CommandFailure(
            ExitCode.FAILURE,
            "%s was written, but ONNX Runtime disagrees with the trainer: %s"
                .formatted(out, report.failures().get(0)));
      }
      err.printf(
          "%s: %d tasks, %d golden outputs agree with ONNX Runtime%n",
          out, loaded.bundle().manifest().tasks().size(), report.comparisons().size());
      err.flush();
    }
    return ExitCode.OK;
  }
}
