package io.molspectra.cli;

import io.molspectra.trainer.config.PretrainConfig;
import io.molspectra.trainer.config.PretrainConfigReader;
import io.molspectra.trainer.data.StructureLoader;
import io.molspectra.trainer.data.StructureStore;
import io.molspectra.trainer.execute.Devices;
import io.molspectra.trainer.export.ExportedModel;
import io.molspectra.trainer.export.RunExport;
import io.molspectra.trainer.pretrain.DenoisingData;
import io.molspectra.trainer.pretrain.Pretraining;
import io.molspectra.trainer.pretrain.RunFolder;
import io.molspectra.trainer.report.TrainingProgress;
import io.molspectra.trainer.sample.SampleMolecules;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code trainer quickstart}. */
@Command(
    name = "quickstart",
    mixinStandardHelpOptions = true,
    description =
        "Run the whole job on bundled molecules in about two minutes: pre-train, export, reload in"
            + " ONNX Runtime, compare, predict.",
    footer = {"", "Example:", "  trainer quickstart --out /tmp/quickstart"})
final class QuickstartCommand implements Callable<Integer> {
  private static final int STEPS = 700;
  private static final int HELD_OUT = 400;

  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      defaultValue = "quickstart",
      description =
          "Folder to write; a former quickstart there is replaced. Default: ${DEFAULT-VALUE}.")
  private Path out;

  @Option(
      names = "--steps",
      defaultValue = "" + STEPS,
      description = "Updates to make. Default: ${DEFAULT-VALUE}.")
  private long steps;

  @Override
  public Integer call() throws Exception {
    var folder = new RunFolder(out.resolve("run"));
    Path bundle = out.resolve("bundle");
    removeFormer(folder);
    PretrainConfig settings =
        PretrainConfigReader.read(
            "small",
            Optional.empty(),
            List.of(
                "schedule.max_steps=" + steps,
                "schedule.warmup_steps=50",
                "validate_every=175",
                "data.validation_count=" + HELD_OUT));
    StructureStore store = SampleMolecules.load();
    var data = new DenoisingData(store, settings);
    folder.start(settings);
    folder.describeData(
        List.of("bundled sample of QM9"), new StructureLoader.Result(store, Map.of()));
    say(
        "1/4  pre-training on %,d molecules of QM9, %,d held out"
            .formatted(data.split().training().length, data.split().validation().length));
    Pretraining.Summary summary = train(settings, folder, data);
    say("2/4  exporting to ONNX");
    ExportedModel model = RunExport.of(folder, true, this::say);
    ExportCommand.write(model, bundle, spec.commandLine().getErr());
    say("3/4  comparing ONNX Runtime with the trainer on the molecules held out");
    var comparison = HeldOutComparison.of(model, bundle, data, settings);
    say("4/4  done");
    print(summary, comparison, folder, bundle);
    return ExitCode.OK;
  }

  private static Pretraining.Summary train(
      PretrainConfig settings, RunFolder folder, DenoisingData data) throws IOException {
    try (var run = new Pretraining(settings, folder, data, Devices.parse("cpu"));
        TrainingProgress progress =
            TrainingProgress.onStandardError(0, settings.schedule().maxSteps())) {
      Pretraining.Summary summary = run.run(progress);
      folder.drawLossCurve();
      return summary;
    }
  }

  /** Removes the run of a former quickstart, and nothing that is not one. */
  private void removeFormer(RunFolder folder) throws IOException {
    if (!Files.exists(folder.path())) {
      return;
    }
    if (!folder.isStarted()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "%s exists and is no quickstart; name another folder with --out".formatted(out));
    }
    try (Stream<Path> files = Files.walk(folder.path())) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private void print(
      Pretraining.Summary summary, HeldOutComparison comparison, RunFolder folder, Path bundle) {
    PrintWriter to = spec.commandLine().getOut();
    to.println();
    row(
        to,
        "held-out denoising loss, start",
        "%.4f  (1 = predicting nothing)",
        summary.firstValidation());
    row(
        to,
        "held-out denoising loss, end",
        "%.4f  (%d molecules)",
        summary.best().metric(),
        HELD_OUT);
    row(
        to,
        "runtime against trainer",
        "%.1e  (largest difference / largest value)",
        comparison.error());
    row(
        to,
        "noise in held-out geometries",
        "%.4f -> %.4f A after denoising",
        comparison.noiseBefore(),
        comparison.noiseAfter());
    row(to, "training", "%.0f molecules/s", summary.moleculesPerSecond());
    row(to, "prediction in ONNX Runtime", "%.0f molecules/s", comparison.moleculesPerSecond());
    row(to, "run, with loss curve", "%s", folder.path());
    row(to, "bundle", "%s", bundle);
    to.println();
    to.printf("next:  molspectra info %s%n", bundle);
    to.printf(
        "       molspectra embed --model %s --input your.sdf --output embeddings.npz%n", bundle);
    to.flush();
  }

  private static void row(PrintWriter to, String name, String format, Object... values) {
    to.printf("%-32s %s%n", name, format.formatted(values));
  }

  private void say(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(line);
    err.flush();
  }
}
