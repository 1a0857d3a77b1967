package io.molspectra.cli;

import ai.djl.Device;
import io.molspectra.trainer.ablation.AblationResult;
import io.molspectra.trainer.ablation.Downstream;
import io.molspectra.trainer.ablation.DownstreamResult;
import io.molspectra.trainer.config.FinetuneConfig;
import io.molspectra.trainer.config.FinetuneConfigReader;
import io.molspectra.trainer.config.ModelSettings;
import io.molspectra.trainer.label.LabelReport;
import io.molspectra.trainer.label.LabelledMolecules;
import io.molspectra.trainer.label.MoleculeSplit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Fine-tuning of the variants of an ablation. */
final class DownstreamOptions {
  @Option(
      names = "--downstream",
      split = ",",
      paramLabel = "NAME",
      description = "Properties of QM9 to fine-tune every variant to, all at once: homo,lumo,gap.")
  private List<String> targets = new ArrayList<>();

  @Option(names = "--qm9", paramLabel = "FILE", description = "Structures of QM9, gdb9.sdf.")
  private @Nullable Path qm9;

  @Option(names = "--labels", paramLabel = "FILE.csv", description = "QM9's table.")
  private @Nullable Path labels;

  @Option(
      names = "--finetune-steps",
      defaultValue = "2000",
      paramLabel = "N",
      description = "Updates of every fine-tuning. Default: ${DEFAULT-VALUE}.")
  private long steps;

  @Option(
      names = "--finetune-set",
      paramLabel = "KEY=VALUE",
      description = "A setting of all fine-tunings, such as finetune.training_count=1000.")
  private List<String> assignments = new ArrayList<>();

  /** Labelled molecules and settings, one a seed, ready to be trained. */
  record Job(LabelledMolecules labelled, MoleculeSplit split, List<FinetuneConfig> configs) {

    List<DownstreamResult.Row> run(
        Path out,
        Path stageOne,
        List<AblationResult.Row> variants,
        Device device,
        Consumer<String> say)
        throws IOException {
      return new Downstream(out, labelled, split, device, say).run(stageOne, variants, configs);
    }
  }

  /**
   * What is asked for, if anything is.
   *
   * @param model network of all variants
   * @param preset of the variants; where fine-tuning has none of that name, base
   */
  Optional<Job> job(ModelSettings model, String preset, List<Long> seeds, Consumer<String> say)
      throws IOException {
    if (targets.isEmpty()) {
      if (qm9 != null || labels != null || !assignments.isEmpty()) {
        throw new CommandFailure(
            ExitCode.USAGE, "--qm9, --labels and --finetune-set need --downstream NAME,...");
      }
      return Optional.empty();
    }
    if (qm9 == null || labels == null) {
      throw new CommandFailure(ExitCode.USAGE, "--downstream needs --qm9 FILE and --labels FILE");
    }
    try {
      var input =
          new LabelledInput(
              "qm9/" + String.join(",", targets),
              List.of(qm9.toString()),
              labels.toString(),
              null,
              List.of(),
              null);
      List<FinetuneConfig> configs = configs(input, model, preset, seeds);
      var report = new LabelReport(false, reject -> say.accept("left out: " + reject.describe()));
      LabelledMolecules labelled = LabelLoading.read(input, configs.get(0), report);
      MoleculeSplit split =
          LabelLoading.split(
              labelled,
              configs.get(0),
              assignments.stream().anyMatch(text -> text.startsWith("data.validation_count=")));
      if (split.test().length == 0) {
        throw new CommandFailure(
            ExitCode.USAGE,
            "--downstream: no molecule is left for tests; lower finetune.training_count");
      }
      say.accept(
          "fine-tuning to %s: %,d molecules for training, %,d for validation, %,d for tests"
              .formatted(
                  String.join(", ", targets),
                  split.training().length,
                  split.validation().length,
                  split.test().length));
      return Optional.of(new Job(labelled, split, configs));
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
    }
  }

  private List<FinetuneConfig> configs(
      LabelledInput input, ModelSettings model, String preset, List<Long> seeds) {
    String known = FinetuneConfigReader.PRESETS.contains(preset) ? preset : "base";
    var configs = new ArrayList<FinetuneConfig>();
    for (long seed : seeds) {
      var all = new ArrayList<>(assignments);
      all.add("schedule.max_steps=" + steps);
      all.add("seed=" + seed);
      FinetuneConfig read =
          FinetuneConfigReader.startingFrom(model, known, false, Optional.empty(), all);
      configs.add(read.withTargets(input.targets()).withTask(input.family()));
    }
    return configs;
  }
}
