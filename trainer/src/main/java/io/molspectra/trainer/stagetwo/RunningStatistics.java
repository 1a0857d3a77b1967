package io.molspectra.trainer.stagetwo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.molspectra.graph.Graph;
import io.molspectra.graph.Tensor;
import io.molspectra.network.SpecFormerNetwork;
import io.molspectra.trainer.execute.Precision;
import io.molspectra.trainer.execute.Tensors;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Running means and variances of batch norms: running = 0.9 running + 0.1 batch, the variance
 * unbiased (facts C.1, no. 5). None where no norm has any.
 */
final class RunningStatistics {
  private static final double MOMENTUM = 0.1;

  /** Name of the running statistic to that of the training graph's output. */
  private final Map<String, String> outputs;

  private final Map<String, NDArray> arrays = new LinkedHashMap<>();

  /**
   * @param manager owner of the statistics
   * @param evaluation the graph that reads them, with their initial values
   */
  RunningStatistics(NDManager manager, Graph training, Graph evaluation) {
    this.outputs = SpecFormerNetwork.statistics(training);
    for (String name : outputs.keySet()) {
      Tensor initial = Objects.requireNonNull(evaluation.initializers().get(name), name);
      arrays.put(name, Tensors.toArray(manager, Precision.FLOAT32, initial));
    }
  }

  /** Outputs of the training graph that {@link #update} needs. */
  Iterable<String> outputs() {
    return outputs.values();
  }

  /** The live statistics by name. */
  Map<String, NDArray> arrays() {
    return Collections.unmodifiableMap(arrays);
  }

  void update(Map<String, NDArray> results) {
    outputs.forEach(
        (running, output) -> {
          NDArray array = Objects.requireNonNull(arrays.get(running));
          NDArray batch = Objects.requireNonNull(results.get(output), output);
          array.muli(1 - MOMENTUM);
          try (NDArray share = batch.mul(MOMENTUM);
              NDArray shaped = share.reshape(new Shape(array.getShape().getShape()))) {
            array.addi(shaped);
          }
        });
  }
}
