package io.molspectra.trainer.execute;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.molspectra.graph.DType;
import io.molspectra.graph.GraphException;
import io.molspectra.graph.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/** Moves values between the host and the device of an {@link NDManager}. */
public final class Tensors {
  private Tensors() {}

  /** An array with a tensor's values; {@link DType#FLOAT} becomes the working precision. */
  public static NDArray toArray(NDManager manager, Precision precision, Tensor tensor) {
    Shape shape = new Shape(tensor.shape());
    return switch (precision.dataType(tensor.dtype())) {
      case FLOAT32 -> manager.create(tensor.toFloats(), shape);
      case FLOAT64 -> manager.create(tensor.toDoubles(), shape);
      case INT64 -> manager.create(tensor.toLongs(), shape);
      case INT32 -> manager.create(ints(tensor.toLongs()), shape);
      default -> manager.create(truths(tensor.toLongs()), shape);
    };
  }

  /** Real values in working precision. */
  public static NDArray toArray(
      NDManager manager, Precision precision, float[] values, long... shape) {
    return precision == Precision.FLOAT32
        ? manager.create(values, new Shape(shape))
        : toArray(manager, precision, Tensor.of(values, shape));
  }

  /** Real values in working precision. */
  public static NDArray toArray(
      NDManager manager, Precision precision, double[] values, long... shape) {
    return precision == Precision.FLOAT64
        ? manager.create(values, new Shape(shape))
        : toArray(manager, precision, Tensor.of(values, shape));
  }

  /** Int64 values. */
  public static NDArray toArray(NDManager manager, long[] values, long... shape) {
    return manager.create(values, new Shape(shape));
  }

  /** One array per tensor, in the same order. */
  public static Map<String, NDArray> toArrays(
      NDManager manager, Precision precision, Map<String, Tensor> tensors) {
    var arrays = new LinkedHashMap<String, NDArray>();
    tensors.forEach((name, tensor) -> arrays.put(name, toArray(manager, precision, tensor)));
    return arrays;
  }

  /**
   * A host copy of an array. Float32 and float64 arrays both become {@link DType#FLOAT}; see {@link
   * #toTensor(NDArray, DType)} to keep {@link DType#DOUBLE}.
   */
  public static Tensor toTensor(NDArray array) {
    DType dtype =
        switch (array.getDataType()) {
          case FLOAT32, FLOAT64 -> DType.FLOAT;
          case INT32 -> DType.INT32;
          case INT64 -> DType.INT64;
          case BOOLEAN -> DType.BOOL;
          default ->
              throw new GraphException("no tensor can hold elements of " + array.getDataType());
        };
    return toTensor(array, dtype);
  }

  /** A host copy of an array as a tensor of the given type. */
  public static Tensor toTensor(NDArray array, DType dtype) {
    long[] shape = array.getShape().getShape();
    return dtype.isReal()
        ? Tensor.real(dtype, toDoubles(array), shape)
        : Tensor.integer(dtype, toLongs(array), shape);
  }

  /** Elements of a real array, row by row. */
  public static double[] toDoubles(NDArray array) {
    if (array.getDataType() == DataType.FLOAT64) {
      return array.toDoubleArray();
    }
    float[] values = array.toFloatArray();
    double[] widened = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      widened[i] = values[i];
    }
    return widened;
  }

  /** Elements of an integer or truth-valued array, row by row. */
  public static long[] toLongs(NDArray array) {
    switch (array.getDataType()) {
      case INT64:
        return array.toLongArray();
      case INT32:
        int[] ints = array.toIntArray();
        long[] widened = new long[ints.length];
        for (int i = 0; i < ints.length; i++) {
          widened[i] = ints[i];
        }
        return widened;
      default:
        boolean[] truths = array.toBooleanArray();
        long[] bits = new long[truths.length];
        for (int i = 0; i < truths.length; i++) {
          bits[i] = truths[i] ? 1 : 0;
        }
        return bits;
    }
  }

  private static int[] ints(long[] values) {
    int[] narrowed = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      narrowed[i] = Math.toIntExact(values[i]);
    }
    return narrowed;
  }

  private static boolean[] truths(long[] values) {
    boolean[] truths = new boolean[values.length];
    for (int i = 0; i < values.length; i++) {
      truths[i] = values[i] != 0;
    }
    return truths;
  }
}
