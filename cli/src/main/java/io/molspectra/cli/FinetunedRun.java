package io.molspectra.cli;

import ai.djl.Device;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.molspectra.trainer.config.FinetuneConfig;
import io.molspectra.trainer.config.RunConfigs;
import io.molspectra.trainer.finetune.FinetuneAnswers;
import io.molspectra.trainer.finetune.FinetuneData;
import io.molspectra.trainer.finetune.FinetuneStart;
import io.molspectra.trainer.finetune.FinetuneTask;
import io.molspectra.trainer.finetune.TargetsFile;
import io.molspectra.trainer.label.LabelReport;
import io.molspectra.trainer.label.LabelledMolecules;
import io.molspectra.trainer.pretrain.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** A fine-tuning run, or the runs of an ensemble, as found in a folder. */
final class FinetunedRun {
  private FinetunedRun() {}

  /**
   * The runs of a folder: itself, or its members in the order of their seeds.
   *
   * @throws CommandFailure if it holds neither
   */
  static List<RunFolder> members(Path run) throws IOException {
    if (new RunFolder(run).isStarted()) {
      return List.of(new RunFolder(run));
    }
    List<RunFolder> members = RunFolder.members(run).stream().map(RunFolder::new).toList();
    if (!members.isEmpty()) {
      return members;
    }
    throw new CommandFailure(
        ExitCode.FAILURE,
        "%s is no run: it has no config.yaml, nor runs seed-1, ...".formatted(run));
  }

  /** Settings of a run of fine-tuning. */
  static FinetuneConfig config(RunFolder run) throws IOException {
    if (RunConfigs.read(run.config()) instanceof FinetuneConfig config) {
      return config;
    }
    throw new CommandFailure(
        ExitCode.FAILURE,
        "%s is a run of pre-training: there is no property to evaluate; fine-tune it first"
            .formatted(run.path()));
  }

  /** What the run was given. */
  static LabelledInput input(RunFolder run) throws IOException {
    JsonNode data = new ObjectMapper().readTree(run.data().toFile());
    return new ObjectMapper().treeToValue(data.get("input"), LabelledInput.class);
  }

  /**
   * Structures and labels with the split of the run.
   *
   * @throws CommandFailure if they are not those of the run
   */
  static FinetuneData data(RunFolder run, LabelledInput input, Consumer<String> say)
      throws IOException {
    FinetuneConfig config = config(run);
    var report = new LabelReport(false, reject -> say.accept("left out: " + reject.describe()));
    LabelledMolecules labelled = LabelLoading.read(input, config, report);
    JsonNode before = new ObjectMapper().readTree(run.data().toFile());
    if (!before
        .path(RunFolder.LABELS_FINGERPRINT)
        .asText()
        .equals(LabelLoading.fingerprint(labelled, config))) {
      throw new CommandFailure(
          ExitCode.FAILURE,
          "the labels of %s are not those %s was trained with: its split does not fit them"
              .formatted(input.data(), run.path()));
    }
    var targets = new TargetsFile(run.path());
    return new FinetuneData(labelled, targets.readSplit(labelled.count()), config, targets.heads());
  }

  /** Answers of a network for the molecules that are chosen of its data. */
  static FinetuneAnswers predict(
      FinetuneStart network,
      FinetuneData data,
      Device device,
      Function<FinetuneData, int[]> molecules) {
    try (var task = new FinetuneTask(data, device, network)) {
      return task.predict(molecules.apply(data));
    }
  }
}
