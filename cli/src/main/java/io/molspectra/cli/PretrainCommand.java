package io.molspectra.cli;

import ai.djl.Device;
import io.molspectra.trainer.config.PretrainConfig;
import io.molspectra.trainer.config.PretrainConfigReader;
import io.molspectra.trainer.data.StructureDataException;
import io.molspectra.trainer.data.StructureLoader;
import io.molspectra.trainer.execute.Devices;
import io.molspectra.trainer.pretrain.DenoisingData;
import io.molspectra.trainer.pretrain.Pretraining;
import io.molspectra.trainer.pretrain.RunFolder;
import io.molspectra.trainer.report.TrainingProgress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code trainer pretrain}. */
@Command(
    name = "pretrain",
    mixinStandardHelpOptions = true,
    description = "Pre-train the 3D encoder by denoising perturbed structures (stage one).",
    footer = {
      "",
      "Examples:",
      "  trainer pretrain --data structures.sdf.gz --preset small --out runs/first",
      "  trainer pretrain --data structures.sdf.gz --out runs/first --resume",
      "  trainer pretrain --data a.xyz --data b.sdf --set optimiser.lr=5e-4 --out runs/second"
    })
final class PretrainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--data",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Structures: .sdf, .xyz, .extxyz, each also with .gz. Several are read in turn.")
  private List<Path> data = new ArrayList<>();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "RUN",
      description = "Folder of the run: configuration, checkpoints, metrics.")
  private Path out;

  @Option(
      names = "--preset",
      description = "small, medium or base (the paper's size). Default: small.")
  private @Nullable String preset;

  @Option(names = "--config", paramLabel = "FILE", description = "YAML laid over the preset.")
  private @Nullable Path config;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "One setting laid over preset and file, such as optimiser.lr=5e-4.")
  private List<String> assignments = new ArrayList<>();

  @Option(names = "--max-steps", paramLabel = "N", description = "Updates: schedule.max_steps.")
  private @Nullable Long maxSteps;

  @Option(names = "--seed", paramLabel = "S", description = "Seed of weights, split, order, noise.")
  private @Nullable Long seed;

  @Option(
      names = "--device",
      defaultValue = "cpu",
      description = "cpu or gpu. Default: ${DEFAULT-VALUE}.")
  private String device;

  @Option(
      names = "--resume",
      description =
          "Go on from the newest checkpoint in --out, if any, with the settings of that run.")
  private boolean resume;

  @Option(names = "--strict", description = "Fail at the first record that cannot be read.")
  private boolean strict;

  @Override
  public Integer call() throws Exception {
    var folder = new RunFolder(out);
    Device where;
    PretrainConfig settings;
    try {
      where = Devices.parse(device);
      settings = settings(folder);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
    }
    boolean goesOn = requireFreshOrSame(folder, settings);
    DenoisingData structures = load(folder, settings, goesOn);
    return trainUntilDoneOrInterrupted(settings, folder, structures, where);
  }

  /** The settings given, or those of the run if it is resumed and none are given. */
  private PretrainConfig settings(RunFolder folder) throws IOException {
    boolean none =
        preset == null
            && config == null
            && assignments.isEmpty()
            && maxSteps == null
            && seed == null
            && !strict;
    if (none && resume && folder.isStarted()) {
      return PretrainConfigReader.parse(
          folder.config().toString(), Files.readString(folder.config()));
    }
    var all = new ArrayList<>(assignments);
    if (maxSteps != null) {
      all.add("schedule.max_steps=" + maxSteps);
    }
    if (seed != null) {
      all.add("seed=" + seed);
    }
    if (strict) {
      all.add("data.strict=true");
    }
    return PretrainConfigReader.read(
        preset == null ? "small" : preset, Optional.ofNullable(config), all);
  }

  /**
   * Whether there is a run to go on with. Nothing is written yet: a mistake in the other options
   * must not leave a folder that looks like a run.
   */
  private boolean requireFreshOrSame(RunFolder folder, PretrainConfig settings) throws IOException {
    if (!folder.isStarted()) {
      if (!folder.checkpoints().isEmpty()) {
        throw new CommandFailure(
            ExitCode.USAGE,
            "%s holds checkpoints but no config.yaml; name another folder".formatted(out));
      }
      return false;
    }
    if (!resume) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "%s holds a run already; add --resume to go on with it, or name another folder"
              .formatted(out));
    }
    try {
      folder.requireSameSettings(settings);
    } catch (IllegalStateException e) {
      throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
    }
    return true;
  }

  private DenoisingData load(RunFolder folder, PretrainConfig settings, boolean goesOn)
      throws IOException {
    var loader = new StructureLoader(settings.model().maxZ(), settings.data().strict());
    StructureLoader.Result read;
    try {
      read = loader.load(data, reject -> say("skipped: " + StructureLoader.describe(reject)));
    } catch (StructureDataException.BadRecord e) {
      throw new CommandFailure(ExitCode.REJECTED, String.valueOf(e.getMessage()), e);
    }
    var structures = new DenoisingData(read.store(), settings);
    say(
        "%,d molecules (%,d atoms), %,d rejected; %,d for training, %,d held out"
            .formatted(
                read.store().count(),
                read.store().totalAtoms(),
                read.rejectedCount(),
                structures.split().training().length,
                structures.split().validation().length));
    if (goesOn) {
      folder.requireSameData(read);
    } else {
      folder.start(settings);
    }
    folder.describeData(
        data.stream().map(file -> String.valueOf(file.getFileName())).toList(), read);
    return structures;
  }

  /** Ctrl-C lets the current step end and its checkpoint be written before the process goes. */
  private int trainUntilDoneOrInterrupted(
      PretrainConfig settings, RunFolder folder, DenoisingData structures, Device where)
      throws IOException {
    var ended = new CountDownLatch(1);
    try (var run = new Pretraining(settings, folder, structures, where)) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAndWait(run, ended)));
      return train(run, settings, folder);
    } finally {
      // Only now: the process must not end while native memory is being freed.
      ended.countDown();
    }
  }

  private static void stopAndWait(Pretraining run, CountDownLatch ended) {
    run.stop();
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private int train(Pretraining run, PretrainConfig settings, RunFolder folder) throws IOException {
    if (resume) {
      run.resume(this::say);
    }
    if (run.isFinished()) {
      say("the run is finished already: step %d of %<d is done".formatted(run.step()));
      folder.drawLossCurve();
      return ExitCode.OK;
    }
    if (run.step() > 0) {
      say("resuming at step " + run.step());
    }
    Pretraining.Summary summary;
    try (TrainingProgress progress =
        TrainingProgress.onStandardError(run.step(), settings.schedule().maxSteps())) {
      summary = run.run(progress);
    }
    if (!summary.finished()) {
      say("stopped at step %d; the same command with --resume goes on".formatted(summary.step()));
      return ExitCode.FAILURE;
    }
    report(folder, summary);
    return ExitCode.OK;
  }

  private void report(RunFolder folder, Pretraining.Summary summary) throws IOException {
    folder.drawLossCurve();
    say(
        "done: step %d, best validation loss %.4f at step %d, %.0f molecules/s"
            .formatted(
                summary.step(),
                summary.best().metric(),
                summary.best().step(),
                summary.moleculesPerSecond()));
    say(
        "curve: %s   next: trainer export --run %s --out BUNDLE"
            .formatted(folder.lossCurve(), out));
  }

  private void say(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(line);
    err.flush();
  }
}
