package io.molspectra.trainer.optimise;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;

/** Zero-dimensional arrays: operating on one is much faster than on a Java number in DJL. */
final class Scalars {

  private Scalars() {}

  /** A scalar of the array's data type on its device, owned by its manager. */
  static NDArray like(NDArray array, double value) {
    return of(array.getManager(), array.getDataType(), value);
  }

  static NDArray of(NDManager manager, DataType type, double value) {
    return switch (type) {
      case FLOAT32 -> manager.create((float) value);
      case FLOAT64 -> manager.create(value);
      default ->
          throw new IllegalArgumentException("parameters must be float32 or float64, got " + type);
    };
  }
}
