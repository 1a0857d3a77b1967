package io.molspectra.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Settings of a fine-tuning as the command line gives them. */
final class FinetuneOptions {
  @Option(
      names = "--preset",
      description =
          "small, medium or base (the paper's size) for properties; forces-small or forces-base for"
              + " forces. Default: small, or forces-small for --task md17.")
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

  @Option(
      names = "--split",
      paramLabel = "SPLIT",
      description =
          "random, numpy (as numpy.random.default_rng permutes), blocks (consecutive frames stay"
              + " together), scaffold, or a file .npz with idx_train, idx_val, idx_test (FILE.npz:N draws N of its"
              + " training molecules, the other parts stay). Default:"
              + " random; blocks for --task md17.")
  private @Nullable String split;

  @Option(
      names = "--train",
      paramLabel = "N",
      description = "Molecules to train on. Default: all that are not held out; 950 for md17.")
  private @Nullable Integer train;

  @Option(
      names = "--validation",
      paramLabel = "N",
      description =
          "Molecules to validate on; the rest is for tests. Default: the preset's, at most a tenth of"
              + " all.")
  private @Nullable Integer validation;

  @Option(names = "--loss", paramLabel = "KIND", description = "mse, l1 or huber.")
  private @Nullable String loss;

  @Option(
      names = "--forces",
      paramLabel = "KIND",
      description =
          "none, conservative (the energy's gradient) or direct (a head of their own, not the"
              + " gradient of any energy).")
  private @Nullable String forces;

  @Option(names = "--force-weight", paramLabel = "W", description = "Weight of the forces' loss.")
  private @Nullable Double forceWeight;

  @Option(
      names = "--energy-weight",
      paramLabel = "W",
      description = "Weight of the energy's loss; of each property's, if there are several.")
  private @Nullable Double energyWeight;

  @Option(
      names = "--denoise-weight",
      paramLabel = "W",
      description =
          "Weight of denoising as an auxiliary loss on positions with noise.sigma of noise.")
  private @Nullable Double denoiseWeight;

  @Option(names = "--freeze-encoder", description = "Train the heads alone.")
  private boolean freezeEncoder;

  @Option(
      names = "--layer-decay",
      paramLabel = "F",
      description = "Factor of the learning rate from one layer to the one below, at most 1.")
  private @Nullable Double layerDecay;

  @Option(
      names = "--average-decay",
      paramLabel = "D",
      description = "Decay of the moving average that is validated and exported; 0 for none.")
  private @Nullable Double averageDecay;

  @Option(
      names = "--patience",
      paramLabel = "N",
      description = "End after so many validations without improvement; 0 for never.")
  private @Nullable Integer patience;

  @Option(names = "--strict", description = "Fail at the first record that cannot be read.")
  private boolean strict;

  @Option(
      names = "--head",
      paramLabel = "NAME=KIND",
      description = "Head of a property: scalar, invariant, dipole or extent.")
  private Map<String, String> heads = new LinkedHashMap<>();

  @Option(
      names = "--references",
      paramLabel = "NAME=KIND",
      description =
          "Reference values by element of a property: none, fitted, qm9 (free atoms), or numbers as"
              + " H:-13.6,C:-1029.9,... for every element there is.")
  private Map<String, String> references = new LinkedHashMap<>();

  @Option(
      names = "--no-standardise",
      description = "Train on the labels as they are, without taking out mean and deviation.")
  private boolean noStandardise;

  @Option(
      names = "--unit",
      paramLabel = "UNIT",
      description =
          "Unit of the property's answers; of several properties one for all, one each in order, or"
              + " NAME=UNIT,... Energies of other data sets are converted: eV, meV, Hartree, kcal/mol,"
              + " kJ/mol.")
  private @Nullable String unit;

  /**
   * All of it for one run.
   *
   * @param splitSeed seed of the split, where it differs from the run's
   */
  FinetuneSetup settings(Optional<Long> seed, Optional<Long> splitSeed) {
    var all = new ArrayList<>(assignments);
    set(all, "schedule.max_steps", maxSteps);
    set(all, "finetune.split", split);
    set(all, "finetune.training_count", train);
    set(all, "data.validation_count", validation);
    set(all, "finetune.loss", loss);
    set(all, "finetune.forces", forces);
    set(all, "finetune.force_weight", forceWeight);
    set(all, "finetune.denoise_weight", denoiseWeight);
    set(all, "finetune.layer_decay", layerDecay);
    set(all, "finetune.average_decay", averageDecay);
    set(all, "finetune.patience", patience);
    set(all, "finetune.freeze_encoder", freezeEncoder ? true : null);
    set(all, "data.strict", strict ? true : null);
    set(all, "seed", seed.orElse(null));
    set(all, "finetune.split_seed", splitSeed.orElse(null));
    return new FinetuneSetup(
        new PretrainingOptions(
            Optional.ofNullable(preset), Optional.ofNullable(config), List.copyOf(all)),
        Map.copyOf(heads),
        Map.copyOf(references),
        Optional.ofNullable(unit),
        Optional.ofNullable(energyWeight),
        !noStandardise);
  }

  private static void set(List<String> all, String key, @Nullable Object value) {
    if (value != null) {
      all.add(key + "=" + value);
    }
  }
}
