package io.molspectra.trainer.export;

import io.molspectra.bundle.TaskSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a bundle of an ensemble says of itself to people. */
final class EnsembleNotes {
  private EnsembleNotes() {}

  /** A paragraph for MODEL_CARD.md, empty if no task is an ensemble's. */
  static String card(List<TaskSpec> tasks) {
    List<TaskSpec> averaged = tasks.stream().filter(TaskSpec::ofEnsemble).toList();
    if (averaged.isEmpty()) {
      return "";
    }
    return """

        ## Ensemble

        Answers to %s are means over %d networks; `_spread` outputs say how far these are apart:
        the standard deviation of a scalar, the root mean square distance from the mean of a vector.
        `encoder.onnx`, and with it the embedding, and the files `head-*.onnx` are those of the first
        network alone.
        """
        .formatted(
            String.join(", ", averaged.stream().map(TaskSpec::name).toList()), members(averaged));
  }

  /** The model's provenance, and of an ensemble which files are the first member's alone. */
  static Map<String, Object> provenance(ExportedModel model) {
    List<TaskSpec> averaged = model.tasks().stream().filter(TaskSpec::ofEnsemble).toList();
    if (averaged.isEmpty()) {
      return model.provenance();
    }
    var provenance = new LinkedHashMap<>(model.provenance());
    provenance.put(
        "ensemble",
        Map.of("members", members(averaged), "encoder_and_heads", "of the first member alone"));
    return provenance;
  }

  private static int members(List<TaskSpec> averaged) {
    return averaged.stream()
        .mapToInt(task -> Objects.requireNonNull(task.members()))
        .max()
        .orElseThrow();
  }
}
