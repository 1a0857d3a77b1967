package io.molspectra.cli;

import ai.djl.Device;
import io.molspectra.trainer.execute.Devices;
import io.molspectra.trainer.pretrain.RunFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code trainer pretrain}. */
@Command(
    name = "pretrain",
    mixinStandardHelpOptions = true,
    description = {
      "Pre-train the 3D encoder.",
      "",
      "Stage one: denoising of perturbed structures. Stage two, from a run of stage one: denoising,"
          + " reconstruction of masked patches of spectra by SpecFormer, and contrastive alignment"
          + " of both encoders."
    },
    footer = {
      "",
      "Spectra are a folder of tables as QM9S has them: uv_*.csv, ir_*.csv, raman_*.csv, each maybe",
      "with .gz; the header holds the points, the first column the row. index.csv, if there is one,",
      "gives each row the id of its structure; without it row i belongs to record i.",
      "",
      "Examples:",
      "  trainer pretrain --data structures.sdf.gz --preset small --out runs/first",
      "  trainer pretrain --data structures.sdf.gz --out runs/first --resume",
      "  trainer pretrain --data a.xyz --data b.sdf --set optimiser.lr=5e-4 --out runs/wide",
      "  trainer pretrain --stage 2 --data qm9s.xyz --spectra qm9s --init runs/first --out runs/second"
    })
final class PretrainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--data",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Structures: .sdf, .xyz, .extxyz, each also with .gz; .npz of frames; an archive or a"
              + " folder of them. Several are read in turn.")
  private List<Path> data = new ArrayList<>();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "RUN",
      description = "Folder of the run: configuration, checkpoints, metrics.")
  private Path out;

  @Option(
      names = "--preset",
      description =
          "small, medium or base (the paper's size); in stage two also paper and reference."
              + " Default: small.")
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
      names = "--stage",
      defaultValue = "1",
      paramLabel = "1|2",
      description = "Stage of pre-training. Default: ${DEFAULT-VALUE}.")
  private int stage;

  @Option(
      names = "--spectra",
      paramLabel = "DIR",
      description = "Stage two: folder of spectra tables.")
  private @Nullable Path spectra;

  @Option(
      names = "--init",
      paramLabel = "RUN",
      description = "Stage two: the run whose encoder to start from. Without it: fresh weights.")
  private @Nullable Path init;

  @Option(
      names = "--exclude-ids",
      paramLabel = "FILE",
      description =
          "Stage two: ids, one a line, of molecules that later tests need; those that are there"
              + " are reported and left out.")
  private @Nullable Path excludeIds;

  @Option(
      names = "--resume",
      description =
          "Go on from the newest checkpoint in --out, if any, with the settings of that run.")
  private boolean resume;

  @Option(names = "--strict", description = "Fail at the first record that cannot be read.")
  private boolean strict;

  @Override
  public Integer call() throws Exception {
    requireOptionsOfStage();
    var folder = new RunFolder(out);
    try {
      Device where = Devices.parse(device);
      PretrainingJob job = new PretrainingJob(folder, resume, this::say);
      if (stage == 1) {
        return job.run(new StageOneJob(options(), data, where));
      }
      return job.run(
          new StageTwoJob(
              options(),
              data,
              Objects.requireNonNull(spectra),
              Optional.ofNullable(init),
              Optional.ofNullable(excludeIds),
              where));
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
    }
  }

  private void requireOptionsOfStage() {
    if (stage != 1 && stage != 2) {
      throw new CommandFailure(ExitCode.USAGE, "--stage must be 1 or 2, got " + stage);
    }
    if (stage == 1 && (spectra != null || init != null || excludeIds != null)) {
      throw new CommandFailure(
          ExitCode.USAGE, "--spectra, --init and --exclude-ids are of stage two: add --stage 2");
    }
    if (stage == 2 && spectra == null) {
      throw new CommandFailure(ExitCode.USAGE, "stage two needs --spectra DIR");
    }
  }

  private PretrainingOptions options() {
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
    return new PretrainingOptions(
        Optional.ofNullable(preset), Optional.ofNullable(config), List.copyOf(all));
  }

  private void say(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(line);
    err.flush();
  }
}
