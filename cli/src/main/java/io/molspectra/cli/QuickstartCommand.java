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
import io.molspectra.trainer.retrieval.RetrievalRanks;
import io.molspectra.trainer.sample.SampleMolecules;
import io.molspectra.trainer.sample.SampleSpectra;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
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
        "Run the whole job on bundled molecules in two to three minutes: both stages of pre-training,"
            + " export, reload in ONNX Runtime, compare, denoise, find molecules by their spectra.",
    footer = {"", "Example:", "  trainer quickstart --out /tmp/quickstart"})
final class QuickstartCommand implements Callable<Integer> {
  private static final int STEPS = 700;
  private static final int STAGE_TWO_STEPS = 200;
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
      description = "Updates of stage one. Default: ${DEFAULT-VALUE}.")
  private long steps;

  @Option(
      names = "--stage-two-steps",
      defaultValue = "" + STAGE_TWO_STEPS,
      description = "Updates of stage two. Default: ${DEFAULT-VALUE}.")
  private long stageTwoSteps;

  @Override
  public Integer call() throws Exception {
    var folder = new RunFolder(out.resolve("run"));
    var second = new RunFolder(out.resolve("run2"));
    Path spectra = out.resolve("spectra");
    Path bundle = out.resolve("bundle");
    removeFormer(folder, second, spectra);
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
        "1/5  stage one: denoising on %,d molecules of QM9, %,d held out"
            .formatted(data.split().training().length, data.split().validation().length));
    Pretraining.Summary summary = train(settings, folder, data);
    try (var stageTwo = new QuickstartStageTwo(spectra, second, folder, stageTwoSteps, this::say)) {
      say(
          "2/5  stage two: structures and spectra of %,d molecules, %,d held out"
              .formatted(
                  stageTwo.data().split().training().length,
                  stageTwo.data().split().validation().length));
      stageTwo.train();
      say("3/5  exporting to ONNX");
      // The last checkpoint: nothing is chosen by the molecules that were held out.
      ExportedModel model = RunExport.of(second, false, this::say);
      ExportCommand.write(model, bundle, spec.commandLine().getErr());
      say("4/5  comparing ONNX Runtime with the trainer on the molecules held out");
      var comparison = HeldOutComparison.of(model, bundle, data, settings);
      var retrieval = HeldOutRetrieval.of(bundle, stageTwo.data());
      say("5/5  done");
      print(summary, comparison, folder, second, bundle);
      print(retrieval, bundle, spectra);
    }
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

  /** Removes what a former quickstart wrote, and nothing that it did not. */
  private void removeFormer(RunFolder folder, RunFolder second, Path spectra) throws IOException {
    if (Files.exists(folder.path()) && !folder.isStarted()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "%s exists and is no quickstart; name another folder with --out".formatted(out));
    }
    if (!Files.exists(folder.path()) && (Files.exists(second.path()) || Files.exists(spectra))) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "%s holds %s or %s that are not of a quickstart; name another folder with --out"
              .formatted(out, second.path().getFileName(), spectra.getFileName()));
    }
    for (Path former : List.of(folder.path(), second.path(), spectra)) {
      if (!Files.exists(former)) {
        continue;
      }
      try (Stream<Path> files = Files.walk(former)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private void print(
      Pretraining.Summary summary,
      HeldOutComparison comparison,
      RunFolder folder,
      RunFolder second,
      Path bundle) {
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
        "%.4f  (%d molecules, stage one)",
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
    row(to, "runs, with loss curves", "%s and %s", folder.path(), second.path());
    row(to, "bundle", "%s", bundle);
  }

  private void print(HeldOutRetrieval retrieval, Path bundle, Path spectra) {
    PrintWriter to = spec.commandLine().getOut();
    RetrievalRanks ranks = retrieval.ranks();
    to.println();
    to.printf(
        "molecule found by its spectra among %d held out     model    chance%n",
        ranks.candidates());
    for (int top : new int[] {1, 5, 10}) {
      to.printf(
          Locale.ROOT,
          "  among the first %-2d                               %5.1f %%   %5.1f %%%n",
          top,
          100 * ranks.top(top),
          100 * ranks.chance(top));
    }
    row(to, "spectra in ONNX Runtime", "%.0f molecules/s", retrieval.moleculesPerSecond());
    to.println();
    to.printf("next:  molspectra info %s%n", bundle);
    to.printf(
        "       molspectra embed --model %s --input your.sdf --output embeddings.npz%n", bundle);
    to.printf(
        "       molspectra retrieve --model %s --spectra %s --library %s --output hits.csv%n",
        bundle, spectra, spectra.resolve(SampleSpectra.STRUCTURES_FILE));
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
