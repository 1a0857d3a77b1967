package io.molspectra.cli;

import io.molspectra.trainer.checkpoint.Fingerprint;
import io.molspectra.trainer.config.FinetuneConfig;
import io.molspectra.trainer.config.FinetuneSettings;
import io.molspectra.trainer.config.TargetSettings;
import io.molspectra.trainer.label.EnergyLabels;
import io.molspectra.trainer.label.LabelColumn;
import io.molspectra.trainer.label.LabelReport;
import io.molspectra.trainer.label.LabelledMolecules;
import io.molspectra.trainer.label.MoleculeSplit;
import io.molspectra.trainer.label.Splits;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;

/** Labelled data and their split as a configuration wants them. */
final class LabelLoading {
  /** Of few molecules no more than one in so many is for validation. */
  private static final int LEAST_SHARE = 10;

  private LabelLoading() {}

  static LabelledMolecules read(LabelledInput input, FinetuneConfig config, LabelReport report)
      throws IOException {
    return LabelFailure.around(() -> inTheirUnits(input, config, report));
  }

  private static LabelledMolecules inTheirUnits(
      LabelledInput input, FinetuneConfig config, LabelReport report) throws IOException {
    LabelledMolecules read =
        input.source(config.finetune().targets(), config.common().model().maxZ()).read(report);
    for (TargetSettings target : config.finetune().targets()) {
      LabelColumn column = read.column(target.name());
      if (!column.unit().equals(target.unit())) {
        read = read.in(EnergyLabels.unit(target.unit()), target.name());
      }
    }
    return read;
  }

  /**
   * Makes a split.
   *
   * @param given whether a user named the number of validation molecules; the default is lowered
   *     where there are few molecules
   * @throws CommandFailure USAGE if there are not enough
   */
  static MoleculeSplit split(LabelledMolecules labelled, FinetuneConfig config, boolean given)
      throws IOException {
    int count = labelled.structures().count();
    int validation = config.common().data().validationCount();
    if (!given) {
      validation = Math.min(validation, Math.max(1, count / LEAST_SHARE));
    }
    int test = (int) Math.round(count * config.finetune().testShare());
    int asked = config.finetune().trainingCount();
    int training = asked > 0 ? asked : count - validation - test;
    if (training < 1) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--validation %d and %d for tests leave none of %d molecules to train on: lower --validation, or say how many by --train"
              .formatted(validation, test, count));
    }
    int heldOut = validation;
    FinetuneSettings settings = config.finetune();
    return LabelFailure.around(
        () -> Splits.of(settings.split(), labelled, settings.splitSeed(), training, heldOut));
  }

  /** Tells labels from others. */
  static String fingerprint(LabelledMolecules labelled, FinetuneConfig config) {
    var text = new StringBuilder();
    for (TargetSettings target : config.finetune().targets()) {
      LabelColumn column = labelled.column(target.name());
      text.append(column.name()).append(column.unit()).append(Arrays.toString(column.values()));
    }
    if (labelled.forces() != null) {
      text.append(Arrays.hashCode(Objects.requireNonNull(labelled.forces()).values()));
    }
    return Fingerprint.of(text.toString());
  }
}
