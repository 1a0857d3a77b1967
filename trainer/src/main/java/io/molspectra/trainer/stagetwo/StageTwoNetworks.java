package io.molspectra.trainer.stagetwo;

import io.molspectra.graph.Graph;
import io.molspectra.network.ContrastSettings;
import io.molspectra.network.IntensityTransform;
import io.molspectra.network.ParameterSource;
import io.molspectra.network.SpecFormerNetwork;
import io.molspectra.network.SpecFormerNetwork.PatchError;
import io.molspectra.network.SpecFormerSettings;
import io.molspectra.network.SpectrumPatches;
import io.molspectra.network.StageTwoNetwork;
import io.molspectra.network.StageTwoNetwork.Objectives;
import io.molspectra.trainer.config.ObjectiveConfig;
import io.molspectra.trainer.config.SpecFormerConfig;
import io.molspectra.trainer.config.SpectrumConfig;
import io.molspectra.trainer.config.StageTwoConfig;
import io.molspectra.trainer.pretrain.DenoisingModel;

/** The networks a configuration describes. */
public final class StageTwoNetworks {
  private StageTwoNetworks() {}

  /** Both encoders and all objectives. */
  static Graph graph(StageTwoConfig config, ParameterSource parameters, boolean training) {
    return StageTwoNetwork.build(
        DenoisingModel.encoderSettings(config.common().model()),
        settings(config),
        objectives(config.objective()),
        parameters,
        training);
  }

  /** SpecFormer as it is shipped. */
  public static SpecFormerNetwork specFormer(StageTwoConfig config, ParameterSource parameters) {
    return SpecFormerNetwork.forInference("specformer", settings(config), parameters);
  }

  /** Architecture of SpecFormer. */
  public static SpecFormerSettings settings(StageTwoConfig config) {
    SpecFormerConfig specformer = config.specformer();
    return new SpecFormerSettings(
        specformer.spectra().stream().map(StageTwoNetworks::patches).toList(),
        specformer.width(),
        specformer.numHeads(),
        specformer.numLayers(),
        specformer.feedForward(),
        config.common().model().embeddingDimension(),
        specformer.residualAttention(),
        SpecFormerSettings.Norm.valueOf(specformer.norm().name()),
        SpecFormerSettings.Head.valueOf(specformer.head().name()));
  }

  private static SpectrumPatches patches(SpectrumConfig spectrum) {
    if (spectrum.scale() == 0) {
      throw new IllegalArgumentException(
          "the scale of %s is to be worked out from the data first".formatted(spectrum.name()));
    }
    return new SpectrumPatches(
        spectrum.name(),
        spectrum.length(),
        spectrum.patchLength(),
        spectrum.stride(),
        new IntensityTransform(
            IntensityTransform.Kind.valueOf(spectrum.transform().name()), spectrum.scale(), 0, 1));
  }

  private static Objectives objectives(ObjectiveConfig objective) {
    ContrastSettings contrast =
        switch (objective.contrastForm()) {
          case PAPER -> ContrastSettings.PAPER;
          case REFERENCE -> new ContrastSettings(true, false, objective.temperature(), false);
          case MOLSPECTRA -> new ContrastSettings(true, true, objective.temperature(), true);
        };
    return new Objectives(
        objective.denoise(),
        objective.reconstruct(),
        objective.contrast(),
        PatchError.valueOf(objective.patchError().name()),
        contrast);
  }
}
