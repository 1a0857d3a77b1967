package io.molspectra.trainer.execute;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import java.util.Arrays;

/** One node's view of the values of a run. */
final class Call {
  private final Frame frame;
  private final Step step;

  Call(Frame frame, Step step) {
    this.frame = frame;
    this.step = step;
  }

  int inputs() {
    return step.inputs().length;
  }

  boolean has(int input) {
    return input < step.inputs().length && step.inputs()[input] >= 0;
  }

  PtNDArray array(int input) {
    return frame.array(step.inputs()[input], step.onHost());
  }

  long[] shape(int input) {
    return frame.shape(step.inputs()[input]);
  }

  /** Integers of an input, read on the host; free for shapes and constants. */
  long[] longs(int input) {
    return frame.longs(step.inputs()[input]);
  }

  /** Integers of an input that may be absent; then none. */
  long[] longsOrNone(int input) {
    return has(input) ? longs(input) : new long[0];
  }

  /** The manager new arrays belong to. */
  PtNDManager manager() {
    return (PtNDManager) (NDManager) frame.manager(step.onHost());
  }

  void set(int output, NDArray result) {
    int slot = step.outputs()[output];
    if (slot >= 0) {
      frame.set(slot, (PtNDArray) result);
    } else {
      result.close();
    }
  }

  /** Sets an output to a vector of int64 that stays on the host. */
  void setLongs(int output, long[] values) {
    frame.setLongs(step.outputs()[output], values);
  }

  /** Shapes of all inputs, for messages. */
  String describeInputs() {
    return Arrays.stream(step.inputs())
        .mapToObj(slot -> slot < 0 ? "absent" : frame.describe(slot))
        .toList()
        .toString();
  }
}
