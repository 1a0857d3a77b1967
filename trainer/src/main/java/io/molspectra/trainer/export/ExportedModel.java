package io.molspectra.trainer.export;

import io.molspectra.bundle.Preprocessor;
import io.molspectra.bundle.TaskSpec;
import io.molspectra.graph.Graph;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything a bundle is made of.
 *
 * @param id name of the model
 * @param network encoder and heads with their parameters; its outputs are named like the tasks.
 *     Null for a model of spectra alone
 * @param specFormer SpecFormer with its parameters; null for a model without
 * @param tasks what the bundle answers, besides the embedding
 * @param preprocessor constants between molecules and tensors
 * @param config architecture, as {@code config.json}
 * @param provenance how the parameters came about
 * @param card text of MODEL_CARD.md
 * @param scales by task what the network itself contributes to an answer, where offset or
 *     references make up most of it: errors are measured by it. Absent for other tasks
 */
public record ExportedModel(
    String id,
    @Nullable Graph network,
    @Nullable ExportedSpecFormer specFormer,
    List<TaskSpec> tasks,
    Preprocessor preprocessor,
    Map<String, Object> config,
    Map<String, Object> provenance,
    String card,
    Map<String, Double> scales) {

  public ExportedModel {
    tasks = List.copyOf(tasks);
    scales = Map.copyOf(scales);
    if (network == null && specFormer == null) {
      throw new IllegalArgumentException("model " + id + " has no network");
    }
  }

  /** A model whose answers are all the network's. */
  public ExportedModel(
      String id,
      @Nullable Graph network,
      @Nullable ExportedSpecFormer specFormer,
      List<TaskSpec> tasks,
      Preprocessor preprocessor,
      Map<String, Object> config,
      Map<String, Object> provenance,
      String card) {
    this(id, network, specFormer, tasks, preprocessor, config, provenance, card, Map.of());
  }

  /** A model of structures alone. */
  public ExportedModel(
      String id,
      Graph network,
      List<TaskSpec> tasks,
      Preprocessor preprocessor,
      Map<String, Object> config,
      Map<String, Object> provenance,
      String card) {
    this(id, network, null, tasks, preprocessor, config, provenance, card);
  }

  /**
   * The 3D network.
   *
   * @throws IllegalStateException if the model is of spectra alone
   */
  public Graph structures() {
    if (network == null) {
      throw new IllegalStateException("model " + id + " takes no structures");
    }
    return network;
  }

  /** The same with forces in float64, too, for every task that has forces. */
  public ExportedModel withDoublePrecision() {
    return new ExportedModel(
        id,
        network,
        specFormer,
        tasks.stream()
            .map(task -> task.forcesFile() == null ? task : task.withDoubleForces())
            .toList(),
        preprocessor,
        config,
        provenance,
        card,
        scales);
  }

  /** The same with another text of MODEL_CARD.md. */
  public ExportedModel withCard(String text) {
    return new ExportedModel(
        id, network, specFormer, tasks, preprocessor, config, provenance, text, scales);
  }
}
