package io.molspectra.cli;

import io.molspectra.bundle.CalibratedQuantile;
import io.molspectra.molecule.Molecule;
import io.molspectra.trainer.config.FinetuneConfig;
import io.molspectra.trainer.config.RunConfigs;
import io.molspectra.trainer.export.BundleExporter;
import io.molspectra.trainer.export.ExportedModel;
import io.molspectra.trainer.export.RunExport;
import io.molspectra.trainer.pretrain.RunFolder;
import io.molspectra.trainer.sample.SampleMolecules;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
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

  /** Molecules to choose from. */
  private static final int ALL = 2000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--run",
      required = true,
      description = "Folder of the run; of several seeds, an ensemble.")
  private Path run;

  @Option(names = "--out", required = true, paramLabel = "BUNDLE", description = "Folder to write.")
  private Path out;

  @Option(names = "--last", description = "Export the last checkpoint instead of the best one.")
  private boolean last;

  @Option(
      names = "--double-precision",
      description = "Write the graphs with forces in float64, too, for molspectra md and relax.")
  private boolean doublePrecision;

  @Option(
      names = "--card",
      paramLabel = "FILE.md",
      description = "Text of MODEL_CARD.md. Default: what is known of the run.")
  private @Nullable Path card;

  @Override
  public Integer call() throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    List<RunFolder> members = FinetunedRun.members(run);
    ExportedModel model = model(members, err);
    if (card != null) {
      model = model.withCard(Files.readString(card));
    }
    return write(doublePrecision ? withDoublePrecision(model) : model, out, err);
  }

  private ExportedModel model(List<RunFolder> members, PrintWriter err) throws IOException {
    RunFolder first = members.get(0);
    if (!(RunConfigs.read(first.config()) instanceof FinetuneConfig)) {
      return RunExport.of(first, !last, err::println);
    }
    Map<String, List<CalibratedQuantile>> calibrations =
        Calibrations.read(run, members.size(), last);
    if (calibrations.isEmpty()) {
      err.println(
          "no calibrated intervals: `trainer evaluate --run %s` before the export makes them"
              .formatted(run));
    }
    return RunExport.ofFinetuned(
        String.valueOf(run.toAbsolutePath().normalize().getFileName()),
        members,
        !last,
        calibrations,
        err::println);
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
    BundleExporter.export(model, out, candidates(model), GOLDEN);
    WrittenBundle.check(out, "ONNX Runtime disagrees with the trainer", err);
    return ExitCode.OK;
  }

  /** Molecules of elements the model has seen. */
  private static List<Molecule> candidates(ExportedModel model) throws IOException {
    List<Integer> elements = model.preprocessor().elements();
    if (elements == null) {
      return SampleMolecules.some(4 * GOLDEN);
    }
    List<Molecule> known =
        SampleMolecules.some(ALL).stream()
            .filter(
                molecule -> Arrays.stream(molecule.atomicNumbers()).allMatch(elements::contains))
            .toList();
    if (known.isEmpty()) {
      throw new CommandFailure(
          ExitCode.FAILURE,
          "no bundled molecule is made of the model's elements %s alone: there is nothing to check the export with"
              .formatted(elements));
    }
    int stride = Math.max(1, known.size() / (4 * GOLDEN));
    return IntStream.range(0, Math.min(known.size(), 4 * GOLDEN))
        .mapToObj(i -> known.get(i * stride))
        .toList();
  }
}
