package io.molspectra.trainer.export;

import ai.djl.ndarray.NDArray;
import io.molspectra.graph.Graph;
import io.molspectra.graph.Tensor;
import io.molspectra.network.ParameterSource;
import io.molspectra.network.RandomParameters;
import io.molspectra.trainer.checkpoint.Checkpoint;
import io.molspectra.trainer.checkpoint.CheckpointException;
import io.molspectra.trainer.execute.Tensors;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The parameters of a checkpoint or of an exported graph, running statistics of batch norms among
 * them, and their moving average in their place if there is one. Networks also declare parameters
 * that nothing reads, which neither has: those are made up, and {@link #requireUnread} makes sure
 * that nothing else is.
 */
final class TrainedParameters implements ParameterSource {
  private final Map<String, Tensor> values = new LinkedHashMap<>();
  private final Set<String> madeUp = new LinkedHashSet<>();
  private final RandomParameters fresh = new RandomParameters(0);
  private final String origin;

  TrainedParameters(Checkpoint checkpoint) {
    this.origin = "the checkpoint of step " + checkpoint.state().step();
    for (String group : List.of("parameters", "statistics", "average")) {
      Map<String, NDArray> arrays = checkpoint.groups().getOrDefault(group, Map.of());
      arrays.forEach((name, array) -> values.put(name, Tensors.toTensor(array)));
    }
  }

  /** Those of a graph that was exported. */
  TrainedParameters(Graph exported, String bundle) {
    this.origin = "graph %s of bundle %s".formatted(exported.name(), bundle);
    exported.parameters().forEach(name -> values.put(name, exported.initializers().get(name)));
  }

  @Override
  public Tensor get(String name, Initialisation initialisation, long... shape) {
    Tensor value = values.get(name);
    if (value == null) {
      madeUp.add(name);
      return fresh.get(name, initialisation, shape);
    }
    if (!Arrays.equals(value.shape(), shape)) {
      throw new CheckpointException.Mismatched(
          "parameter %s of %s is %s, the network's is %s"
              .formatted(name, origin, Arrays.toString(value.shape()), Arrays.toString(shape)));
    }
    return value;
  }

  /**
   * Makes sure that a graph reads trained parameters alone.
   *
   * @throws CheckpointException.Mismatched naming those that the checkpoint lacks
   */
  Graph requireUnread(Graph graph) {
    var lacking = new LinkedHashSet<>(graph.select(graph.name(), graph.outputs()).parameters());
    lacking.retainAll(madeUp);
    if (!lacking.isEmpty()) {
      throw new CheckpointException.Mismatched(
          "%s lacks parameters of the network: %s".formatted(origin, lacking));
    }
    return graph;
  }
}
