package io.molspectra.trainer.optimise;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Exponential moving average of parameters. */
public final class MovingAverage implements AutoCloseable {
  private final NDManager manager;
  private final double decay;
  private final Map<String, NDArray> arrays = new LinkedHashMap<>();
  private long updates;

  public MovingAverage(NDManager parent, Map<String, NDArray> parameters, double decay) {
    this.decay = decay;
    this.manager = parent.newSubManager();
    parameters.forEach(
        (name, array) -> {
          NDArray copy = manager.zeros(array.getShape(), array.getDataType());
          copy.addi(array);
          arrays.put(name, copy);
        });
  }

  public void update(Map<String, NDArray> parameters) {
    updates++;
    double now = Math.min(decay, (1 + updates) / (10.0 + updates));
    NDArray any = arrays.values().iterator().next();
    try (NDArray gain = Scalars.like(any, 1 - now)) {
      arrays.forEach(
          (name, average) -> {
            try (NDArray difference = Objects.requireNonNull(parameters.get(name)).sub(average)) {
              average.addi(difference.muli(gain));
            }
          });
    }
  }

  public Map<String, NDArray> arrays() {
    return Collections.unmodifiableMap(arrays);
  }

  public void resumeAt(long count) {
    updates = count;
  }

  @Override
  public void close() {
    manager.close();
  }
}
