package io.molspectra.trainer.execute;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.molspectra.graph.DType;
import io.molspectra.graph.Tensor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The values of one run, by slot. A value is an array, or a vector of int64 on the host, or both
 * once someone asked for the other form.
 */
final class Frame {
  private final Plan plan;
  private final NDManager device;
  private final NDManager host;
  private final @Nullable PtNDArray[] arrays;
  private final long[] @Nullable [] vectors;

  /** Where the device is the CPU, both managers are one. */
  Frame(Plan plan, NDManager device, NDManager host) {
    this.plan = plan;
    this.device = device;
    this.host = host;
    this.arrays = new PtNDArray[plan.slots()];
    this.vectors = new long[plan.slots()][];
  }

  /** Makes what is computed from an array belong to this run; the array itself goes back later. */
  PtNDArray borrow(NDArray array) {
    if (array.getManager() != device) {
      array.tempAttach(device);
    }
    return (PtNDArray) array;
  }

  NDManager manager(boolean onHost) {
    return onHost ? host : device;
  }

  void set(int slot, PtNDArray array) {
    arrays[slot] = array;
  }

  void setLongs(int slot, long[] values) {
    vectors[slot] = values;
  }

  PtNDArray array(int slot, boolean onHost) {
    PtNDArray array = arrays[slot];
    if (host == device || plan.isOnHost(slot) == onHost) {
      return array != null ? array : (arrays[slot] = make(slot, onHost));
    }
    // Shape arithmetic of a GPU run meets the device's values: a few elements, copied each time.
    if (array == null || plan.constant(slot) != null) {
      return make(slot, onHost);
    }
    return (PtNDArray) array.toDevice(manager(onHost).getDevice(), false);
  }

  private PtNDArray make(int slot, boolean onHost) {
    NDArray parameter = plan.parameter(slot);
    if (parameter != null) {
      return borrow(parameter);
    }
    Tensor constant = plan.constant(slot);
    if (constant != null) {
      return onHost && host != device
          ? (PtNDArray) Tensors.toArray(host, plan.precision(), constant)
          : borrow(plan.uploaded(slot));
    }
    long[] values = vectors[slot];
    if (values == null) {
      throw new IllegalStateException("value '" + plan.name(slot) + "' is read before it is set");
    }
    // A copy in the engine's own memory: autograd may keep it after the run has closed it, when
    // the buffer of an array made from Java may be collected.
    try (NDArray fromJava = Tensors.toArray(manager(onHost), values, values.length)) {
      return JniUtils.clone((PtNDArray) fromJava);
    }
  }

  /** The value as integers; waits for the device if it is there. */
  long[] longs(int slot) {
    long[] values = vectors[slot];
    if (values == null) {
      Tensor constant = plan.constant(slot);
      values =
          constant != null ? constant.toLongs() : Tensors.toLongs(array(slot, plan.isOnHost(slot)));
      vectors[slot] = values;
    }
    return values;
  }

  long[] shape(int slot) {
    PtNDArray array = arrays[slot];
    long[] values = vectors[slot];
    if (array == null && plan.constant(slot) == null && values != null) {
      return new long[] {values.length};
    }
    return Views.shape(array != null ? array : array(slot, plan.isOnHost(slot)));
  }

  String describe(int slot) {
    PtNDArray array = arrays[slot];
    return array == null
        ? plan.name(slot) + ":" + DType.INT64
        : plan.name(slot) + ":" + array.getDataType() + Arrays.toString(Views.shape(array));
  }

  void close(int slot) {
    PtNDArray array = arrays[slot];
    if (array != null) {
      array.close();
      arrays[slot] = null;
    }
    vectors[slot] = null;
  }
}
