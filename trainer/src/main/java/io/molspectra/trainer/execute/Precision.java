package io.molspectra.trainer.execute;

import ai.djl.ndarray.types.DataType;
import io.molspectra.graph.DType;

/** Working precision: what a graph's {@link DType#FLOAT} means while it runs. */
public enum Precision {
  /** For training and prediction. */
  FLOAT32(DataType.FLOAT32),
  /** For verifying numerics; casts between FLOAT and DOUBLE then change nothing. */
  FLOAT64(DataType.FLOAT64);

  private final DataType real;

  Precision(DataType real) {
    this.real = real;
  }

  /** The engine's type for values of a graph's type. */
  public DataType dataType(DType dtype) {
    return switch (dtype) {
      case FLOAT -> real;
      case DOUBLE -> DataType.FLOAT64;
      case INT32 -> DataType.INT32;
      case INT64 -> DataType.INT64;
      case BOOL -> DataType.BOOLEAN;
    };
  }
}
