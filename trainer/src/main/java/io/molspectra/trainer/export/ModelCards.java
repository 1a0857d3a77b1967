package io.molspectra.trainer.export;

import com.fasterxml.jackson.databind.JsonNode;
import io.molspectra.trainer.checkpoint.TrainingState;
import io.molspectra.trainer.config.PretrainConfig;
import io.molspectra.trainer.config.StageTwoConfig;
import java.util.Locale;

/** What a bundle's MODEL_CARD.md says of a run. */
final class ModelCards {
  private ModelCards() {}

  static String stageOne(String name, PretrainConfig config, JsonNode data, TrainingState state) {
    return """
        # %s

        A 3D molecular encoder pre-trained by denoising: it predicts the Gaussian noise (standard
        deviation %s angstrom) that was added to the positions of equilibrium structures.

        - Architecture: %s, preset %s, %d layers x %d channels, cutoff %s angstrom
        - Data: %s molecules from %s; elements (atomic numbers) %s
        - Training: step %d of %d, batch %d, seed %d
        - Held-out denoising loss (1 = predicting nothing): %.4f, %d molecules, best at step %d

        Use it for embeddings, for denoising geometries close to equilibrium, and as a start for
        fine-tuning. It predicts no property, and nothing is known of its behaviour for other
        elements, charged species or geometries far from equilibrium.
        """
        .formatted(
            name,
            config.noise().sigma(),
            config.model().encoder().title(),
            config.model().preset().name().toLowerCase(Locale.ROOT),
            config.model().numLayers(),
            config.model().embeddingDimension(),
            config.model().cutoffUpper(),
            data.get("molecules"),
            data.get("files"),
            data.get("elements"),
            state.step(),
            config.schedule().maxSteps(),
            config.data().batchSize(),
            config.seed(),
            state.best().metric(),
            config.data().validationCount(),
            state.best().step());
  }

  static String stageTwo(String name, StageTwoConfig config, JsonNode data, TrainingState state) {
    PretrainConfig common = config.common();
    return """
        # %s

        A 3D molecular encoder and a spectrum encoder (SpecFormer), trained together: the first takes
        noise (standard deviation %s angstrom) out of structures, the second reconstructs hidden patches
        of spectra, and both give a molecule and its spectra similar embeddings.

        - 3D encoder: %s, preset %s, %d layers x %d channels, cutoff %s angstrom
        - SpecFormer: %d layers x %d channels, spectra %s
        - Started from: %s
        - Data: %s pairs of structure and spectra (%s) from %s and %s; elements (atomic numbers) %s
        - Weights of denoising, reconstruction, contrast: %s, %s, %s; mask ratio %s
        - Training: step %d of %d, batch %d, seed %d
        - Held-out loss: %.4f, best at step %d

        Use it for embeddings of structures and spectra, for finding a molecule by its spectra among
        candidates, and as a start for fine-tuning. It knows spectra of the kind it was trained on alone:
        computed ones differ from measured ones, and one method's from another's.
        """
        .formatted(
            name,
            common.noise().sigma(),
            common.model().encoder().title(),
            common.model().preset().name().toLowerCase(Locale.ROOT),
            common.model().numLayers(),
            common.model().embeddingDimension(),
            common.model().cutoffUpper(),
            config.specformer().numLayers(),
            config.specformer().width(),
            config.specformer().kinds().stream()
                .map(kind -> "%s (%s)".formatted(kind.name(), kind.grid()))
                .toList(),
            data.has("init")
                ? "run %s, step %s".formatted(data.get("init").asText(), data.get("init_step"))
                : "fresh weights",
            data.get("pairs"),
            data.get("pairs_by_kind"),
            data.get("files"),
            data.get("spectra"),
            data.get("elements"),
            config.objective().denoise(),
            config.objective().reconstruct(),
            config.objective().contrast(),
            config.objective().maskRatio(),
            state.step(),
            common.schedule().maxSteps(),
            common.data().batchSize(),
            common.seed(),
            state.best().metric(),
            state.best().step());
  }
}
