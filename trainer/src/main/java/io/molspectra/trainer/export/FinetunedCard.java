package io.molspectra.trainer.export;

import com.fasterxml.jackson.databind.JsonNode;
import io.molspectra.network.PropertyHead;
import io.molspectra.trainer.checkpoint.TrainingState;
import io.molspectra.trainer.config.FinetuneConfig;
import io.molspectra.trainer.config.TargetSettings;
import java.util.List;
import java.util.Locale;

/** What a bundle's MODEL_CARD.md says of a fine-tuning run. */
final class FinetunedCard {
  private FinetunedCard() {}

  static String of(
      String name,
      FinetuneConfig config,
      List<PropertyHead> heads,
      JsonNode data,
      TrainingState state) {
    var properties = new StringBuilder();
    for (int i = 0; i < heads.size(); i++) {
      TargetSettings target = config.finetune().targets().get(i);
      properties.append(
          "  - %s in %s, head %s%s%n"
              .formatted(
                  heads.get(i).task(),
                  target.unit(),
                  target.head().name().toLowerCase(Locale.ROOT),
                  heads.get(i).references().isEmpty() ? "" : ", references by element"));
    }
    return """
        # %s

        A 3D molecular encoder fine-tuned to predict:

        %s
        - Forces: %s
        - Architecture: Equivariant Transformer, preset %s, %d layers x %d channels, cutoff %s angstrom
        - Started from: %s
        - Data: %s; %s molecules for training, %s for validation, %s for tests (split: %s);
          elements (atomic numbers) %s
        - Training: step %d of %d, batch %d, seed %d, loss %s
        - Validation loss: %.4f of the standardised labels, best at step %d

        What it knows is what molecules like those of the training say: it is not to be trusted for other
        elements, charged or open-shell species, and geometries far from those it saw. Errors on held-out
        molecules are those of `trainer evaluate`.
        """
        .formatted(
            name,
            properties.toString().stripTrailing(),
            config.finetune().forces().name().toLowerCase(Locale.ROOT),
            config.common().model().preset().name().toLowerCase(Locale.ROOT),
            config.common().model().numLayers(),
            config.common().model().embeddingDimension(),
            config.common().model().cutoffUpper(),
            data.has("init")
                ? "%s, step %s".formatted(data.get("init").asText(), data.get("init_step"))
                : "fresh weights",
            data.get("files"),
            data.get("training"),
            data.get("validation"),
            data.get("test"),
            config.finetune().split(),
            data.get("elements"),
            state.step(),
            config.common().schedule().maxSteps(),
            config.common().data().batchSize(),
            config.common().seed(),
            config.finetune().loss().name().toLowerCase(Locale.ROOT),
            state.best().metric(),
            state.best().step());
  }
}
