package io.molspectra.cli;

import ai.djl.Device;
import io.molspectra.file.AtomicFile;
import io.molspectra.spectrum.SpectraFolder;
import io.molspectra.spectrum.SpectraReader;
import io.molspectra.spectrum.SpectrumKind;
import io.molspectra.spectrum.SpectrumReject;
import io.molspectra.trainer.ablation.Ablation;
import io.molspectra.trainer.ablation.AblationReport;
import io.molspectra.trainer.ablation.AblationResult;
import io.molspectra.trainer.ablation.Downstream;
import io.molspectra.trainer.ablation.DownstreamReport;
import io.molspectra.trainer.ablation.DownstreamResult;
import io.molspectra.trainer.ablation.Variant;
import io.molspectra.trainer.config.StageTwoConfig;
import io.molspectra.trainer.config.StageTwoConfigReader;
import io.molspectra.trainer.data.SpectraStore;
import io.molspectra.trainer.data.StructureLoader;
import io.molspectra.trainer.execute.Devices;
import io.molspectra.trainer.pretrain.RunFolder;
import io.molspectra.trainer.stagetwo.StageOneRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code trainer ablate}. */
@Command(
    name = "ablate",
    mixinStandardHelpOptions = true,
    description = {
      "Train stage two with one thing changed at a time, several seeds each, and tabulate what the"
          + " held-out molecules say.",
      "",
      "What is finished is not run again; a run that was killed goes on. Start the same command"
          + " twice to use two cores: a process leaves alone what the other works on."
    },
    footer = {
      "",
      "Groups: objectives (which losses), spectra (without one kind), mask (ratio), patches (length",
      "and stride), weights (of the losses), architecture (options of the paper and the reference),",
      "base (nothing changed: retrieval against chance and baselines alone).",
      "",
      "With --downstream every variant is then fine-tuned to properties of QM9, beside stage one",
      "alone and fresh weights (paper, tables 4 to 7).",
      "",
      "Example:",
      "  trainer ablate --data structures.xyz --spectra spectra --init runs/first --out runs/ablation \\",
      "      --report docs/ablation.md"
    })
final class AblateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--data",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description = "Structures of the spectra.")
  private List<Path> data = new ArrayList<>();

  @Option(
      names = "--spectra",
      required = true,
      paramLabel = "DIR",
      description = "Folder of spectra tables.")
  private Path spectra;

  @Option(
      names = "--init",
      required = true,
      paramLabel = "RUN",
      description = "The run of stage one that all variants start from.")
  private Path init;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder of the runs, one a variant and seed.")
  private Path out;

  @Option(
      names = "--groups",
      split = ",",
      paramLabel = "GROUP",
      description = "Which tables: ${COMPLETION-CANDIDATES}. Default: all.")
  private List<Variant.Group> groups = List.of(Variant.Group.values());

  @Option(
      names = "--seeds",
      split = ",",
      defaultValue = "1,2,3",
      paramLabel = "S",
      description = "Seeds. Default: ${DEFAULT-VALUE}.")
  private List<Long> seeds = new ArrayList<>();

  @Option(
      names = "--max-steps",
      defaultValue = "200",
      paramLabel = "N",
      description = "Updates of every run. Default: ${DEFAULT-VALUE}.")
  private long maxSteps;

  @Option(
      names = "--preset",
      defaultValue = PretrainingOptions.DEFAULT_PRESET,
      description = "small, medium, base, paper or reference. Default: ${DEFAULT-VALUE}.")
  private String preset;

  @Mixin private DownstreamOptions downstream;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "A setting of all runs, such as data.batch_size=32.")
  private List<String> assignments = new ArrayList<>();

  @Option(
      names = "--report",
      paramLabel = "FILE.md",
      description = "Where to write the tables. Default: results.md in --out.")
  private @Nullable Path report;

  @Option(
      names = "--device",
      defaultValue = "cpu",
      description = "cpu or gpu. Default: ${DEFAULT-VALUE}.")
  private String device;

  @Override
  public Integer call() throws Exception {
    StageOneRun start = StageOneRun.read(new RunFolder(init), this::say);
    List<StageTwoConfig> configs = configs(start);
    StageTwoConfig first = configs.get(0);
    Device where = Devices.parse(device);
    // Read before anything is trained: a wrong name of a property must not cost hours.
    Optional<DownstreamOptions.Job> finetuning =
        downstream.job(start.model(), preset, seeds, this::say);
    StructureLoader.Result structures = StageOneJob.load(data, first.common(), this::say);
    List<SpectrumKind> kinds = first.specformer().kinds();
    List<Variant> variants = Variant.of(groups, first);
    Path cache = out.resolve(".spectra-" + ProcessHandle.current().pid() + ".cache");
    List<AblationResult.Row> rows =
        NamedFailure.around(
            () -> {
              try (SpectraReader reader = SpectraFolder.open(spectra, kinds);
                  SpectraStore store =
                      SpectraStore.read(reader, kinds, cache, false, this::sayReject)) {
                return new Ablation(out, structures, store, start, where, this::say)
                    .run(variants, configs);
              }
            });
    write(AblationReport.of(rows, head()));
    boolean complete = Ablation.isComplete(rows, seeds.size());
    if (finetuning.isPresent()) {
      List<DownstreamResult.Row> errors = finetuning.get().run(out, init, rows, where, this::say);
      write(AblationReport.of(rows, head()) + DownstreamReport.of(errors));
      complete &= Downstream.isComplete(errors, seeds.size());
    }
    if (!complete) {
      say("not all runs are finished: another process works on some; run the command again");
      return ExitCode.FAILURE;
    }
    return ExitCode.OK;
  }

  private List<StageTwoConfig> configs(StageOneRun start) {
    var configs = new ArrayList<StageTwoConfig>();
    for (long seed : seeds) {
      var all = new ArrayList<>(assignments);
      all.add("seed=" + seed);
      all.add("schedule.max_steps=" + maxSteps);
      // Nothing is selected by the held-out molecules: only the end counts.
      all.add("validate_every=" + maxSteps);
      all.add("checkpoint_every=" + maxSteps);
      try {
        configs.add(
            StageTwoConfigReader.startingFrom(start.model(), preset, false, Optional.empty(), all));
      } catch (IllegalArgumentException e) {
        throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
      }
    }
    return configs;
  }

  private void write(String text) throws IOException {
    Path target = report == null ? out.resolve("results.md") : report;
    try (AtomicFile file = AtomicFile.create(target)) {
      file.stream().write(text.getBytes(StandardCharsets.UTF_8));
      file.commit();
    }
    say("tables: " + target);
  }

  private List<String> head() {
    return List.of(
        "Written by `trainer ablate` (%s, %d processors, PyTorch on %s). All runs: preset %s, %,d"
                .formatted(
                    LocalDate.now(),
                    Runtime.getRuntime().availableProcessors(),
                    device,
                    preset,
                    maxSteps)
            + " updates%s, the encoder of `--init`."
                .formatted(assignments.isEmpty() ? "" : ", " + String.join(", ", assignments)));
  }

  private void sayReject(SpectrumReject reject) {
    say("left out: " + SpectraStore.describe(reject));
  }

  private void say(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(line);
    err.flush();
  }
}
