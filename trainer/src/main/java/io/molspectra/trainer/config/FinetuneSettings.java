package io.molspectra.trainer.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What is fine-tuned, and how.
 *
 * @param task family of data: qm9, md17 or property
 * @param targets properties, at least one
 * @param loss of the standardised errors
 * @param forces whether and how forces are learned
 * @param forceWeight weight of their loss
 * @param denoiseWeight weight of denoising as an auxiliary loss; 0 leaves the positions as they are
 * @param freezeEncoder whether the encoder stays as it was
 * @param layerDecay factor of the learning rate from one layer to the one below
 * @param averageDecay of the moving average of the parameters that is validated and exported; 0 for
 *     none
 * @param patience validations without improvement after which the run ends; 0 for none
 * @param split random, numpy, blocks, scaffold, or a file with idx_train, idx_val, idx_test
 * @param splitSeed seed of the split; the members of an ensemble share it
 * @param trainingCount molecules to train on; 0 for all that are not held out
 * @param testShare share of the molecules kept for tests if {@code trainingCount} is 0
 */
public record FinetuneSettings(
    String task,
    List<TargetSettings> targets,
    Loss loss,
    Forces forces,
    double forceWeight,
    double denoiseWeight,
    boolean freezeEncoder,
    double layerDecay,
    double averageDecay,
    int patience,
    String split,
    long splitSeed,
    int trainingCount,
    double testShare) {

  /** Losses of an error. */
  public enum Loss {
    @JsonProperty("mse")
    MSE,
    @JsonProperty("l1")
    L1,
    @JsonProperty("huber")
    HUBER
  }

  /** Where forces come from. */
  public enum Forces {
    @JsonProperty("none")
    NONE,
    /** The energy's negative gradient. */
    @JsonProperty("conservative")
    CONSERVATIVE,
    /** A head of their own. */
    @JsonProperty("direct")
    DIRECT
  }

  /**
   * @throws IllegalArgumentException if a value is out of range
   */
  public FinetuneSettings {
    Check.require(task != null && !task.isBlank(), "finetune.task", "is missing", "none");
    targets = targets == null ? List.of() : List.copyOf(targets);
    Check.require(loss != null, "finetune.loss", "is missing", "none");
    Check.require(forces != null, "finetune.forces", "is missing", "none");
    Check.notNegative("finetune.force_weight", forceWeight);
    Check.notNegative("finetune.denoise_weight", denoiseWeight);
    Check.require(
        layerDecay > 0 && layerDecay <= 1,
        "finetune.layer_decay",
        "must lie in (0, 1]",
        layerDecay);
    Check.require(
        averageDecay >= 0 && averageDecay < 1,
        "finetune.average_decay",
        "must be at least 0 and below 1",
        averageDecay);
    Check.atLeast("finetune.patience", 0, patience);
    Check.require(split != null && !split.isBlank(), "finetune.split", "is missing", "none");
    Check.atLeast("finetune.training_count", 0, trainingCount);
    Check.require(
        testShare >= 0 && testShare < 1,
        "finetune.test_share",
        "must be at least 0 and below 1",
        testShare);
    Check.require(
        targets.stream().map(TargetSettings::task).distinct().count() == targets.size(),
        "finetune.targets",
        "must differ in their names",
        targets.stream().map(TargetSettings::name).toList());
  }

  /** The same with other targets. */
  public FinetuneSettings withTargets(List<TargetSettings> others) {
    return new FinetuneSettings(
        task,
        others,
        loss,
        forces,
        forceWeight,
        denoiseWeight,
        freezeEncoder,
        layerDecay,
        averageDecay,
        patience,
        split,
        splitSeed,
        trainingCount,
        testShare);
  }

  /** The same with another family of data. */
  public FinetuneSettings withTask(String family) {
    return new FinetuneSettings(
        family,
        targets,
        loss,
        forces,
        forceWeight,
        denoiseWeight,
        freezeEncoder,
        layerDecay,
        averageDecay,
        patience,
        split,
        splitSeed,
        trainingCount,
        testShare);
  }
}
