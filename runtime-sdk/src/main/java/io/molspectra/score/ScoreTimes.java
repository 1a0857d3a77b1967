package io.molspectra.score;

import io.molspectra.predict.ModelMetrics;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * Where the time goes, added up over all threads. Given to the model as its metrics, it also learns
 * what of a prediction is preparation. Thread-safe.
 */
public final class ScoreTimes implements ModelMetrics {

  /** Parts of the work. */
  public enum Part {
    /** Rows are read and parsed. */
    READING,
    /** SMILES are given geometries. */
    CONFORMERS,
    /** Neighbours are found, and input tensors made of them. */
    FEATURES,
    /** ONNX Runtime works. */
    INFERENCE,
    /** Answers are written. */
    WRITING
  }

  private final Map<Part, LongAdder> nanos = new EnumMap<>(Part.class);

  /** All times are zero. */
  public ScoreTimes() {
    for (Part part : Part.values()) {
      nanos.put(part, new LongAdder());
    }
  }

  /** Adds what has passed since {@code start}, a value of {@link System#nanoTime()}. */
  public void since(Part part, long start) {
    add(part, System.nanoTime() - start);
  }

  @Override
  public void answered(Batch batch) {
    add(Part.FEATURES, batch.preparation().toNanos());
    add(Part.INFERENCE, batch.inference().toNanos());
  }

  /** Time of a part so far, summed over threads. */
  public Duration of(Part part) {
    LongAdder adder = nanos.get(part);
    return Duration.ofNanos(adder == null ? 0 : adder.sum());
  }

  private void add(Part part, long more) {
    LongAdder adder = nanos.get(part);
    if (adder != null) {
      adder.add(more);
    }
  }
}
