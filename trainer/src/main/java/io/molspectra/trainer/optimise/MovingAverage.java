package io.molspectra.trainer.optimise;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Exponential moving average of parameters: after each update, a += (1 - d) * (p - a). It starts as
 * a copy of the parameters. With a warm-up, d grows with the number t of averagings made before:
 * min(decay, (1 + t) / (10 + t)), so that the first parameters are soon forgotten.
 *
 * <p>An executor evaluates the averaged network if {@link #arrays()} are its shared parameters;
 * nothing is swapped or copied.
 */
public final class MovingAverage implements AutoCloseable {
  private final NDManager manager;
  private final Map<String, NDArray> parameters;
  private final Map<String, NDArray> averages = new LinkedHashMap<>();
  private final double decay;
  private final boolean warmup;
  private long count;

  /**
   * Starts with the parameters as they are.
   *
   * @param manager owner of the averages; a sub-manager is taken and closed with this object
   * @param parameters name to parameter, of any shape, float32 or float64; read at every update
   * @param decay share that is kept, in [0, 1)
   * @param warmup whether the share is smaller at first
   * @throws IllegalArgumentException if the decay is out of range
   */
  public MovingAverage(
      NDManager manager, Map<String, NDArray> parameters, double decay, boolean warmup) {
    if (!(decay >= 0 && decay < 1)) {
      throw new IllegalArgumentException("decay must be at least 0 and below 1, got " + decay);
    }
    this.parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    this.decay = decay;
    this.warmup = warmup;
    this.manager = manager.newSubManager();
    this.parameters.forEach(
        (name, parameter) -> {
          NDArray average =
              this.manager.create(
                  parameter.getShape(), parameter.getDataType(), parameter.getDevice());
          parameter.copyTo(average);
          averages.put(name, average);
        });
  }

  /** Takes the parameters in as they are now; call it once after each update. */
  public void update() {
    double gain = 1 - nextDecay();
    count++;
    averages.forEach(
        (name, average) -> {
          NDArray parameter = Objects.requireNonNull(parameters.get(name));
          try (NDArray gap = parameter.sub(average);
              NDArray scalar = Scalars.like(average, gain)) {
            average.addi(gap.muli(scalar));
          }
        });
  }

  private double nextDecay() {
    return warmup ? Math.min(decay, (1.0 + count) / (10.0 + count)) : decay;
  }

  /**
   * The averages by the names of the parameters, live: parameters for an executor, and a group of
   * tensors for a checkpoint.
   */
  public Map<String, NDArray> arrays() {
    return Collections.unmodifiableMap(averages);
  }

  /** Number of averagings made. */
  public long updateCount() {
    return count;
  }

  /**
   * Continues from a checkpoint whose averages were copied into {@link #arrays()}.
   *
   * @param updates averagings made before
   * @throws IllegalArgumentException if that is negative
   */
  public void resumeAt(long updates) {
    if (updates < 0) {
      throw new IllegalArgumentException("updates must not be negative, got " + updates);
    }
    count = updates;
  }

  /** Frees the averages; the parameters stay. */
  @Override
  public void close() {
    manager.close();
  }
}
