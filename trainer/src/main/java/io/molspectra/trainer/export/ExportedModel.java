package io.molspectra.trainer.export;

import io.molspectra.bundle.Preprocessor;
import io.molspectra.bundle.TaskSpec;
import io.molspectra.graph.Graph;
import java.util.List;
import java.util.Map;

/**
 * Everything a bundle is made of.
 *
 * @param id name of the model
 * @param network encoder and heads with their parameters; its outputs are named like the tasks
 * @param tasks what the bundle answers, besides the embedding
 * @param preprocessor constants between molecules and tensors
 * @param config architecture, as {@code config.json}
 * @param provenance how the parameters came about
 * @param card text of MODEL_CARD.md
 */
public record ExportedModel(
    String id,
    Graph network,
    List<TaskSpec> tasks,
    Preprocessor preprocessor,
    Map<String, Object> config,
    Map<String, Object> provenance,
    String card) {

  public ExportedModel {
    tasks = List.copyOf(tasks);
  }
}
