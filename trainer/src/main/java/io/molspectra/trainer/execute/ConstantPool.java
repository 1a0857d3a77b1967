package io.molspectra.trainer.execute;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import io.molspectra.graph.DType;
import io.molspectra.graph.Tensor;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Arrays an executor uploads once and keeps: the graph's constants, and scalars of kernels. */
final class ConstantPool {
  private record Scalar(double value, DataType type) {}

  private final NDManager manager;
  private final Precision precision;
  private final Map<String, PtNDArray> constants = new HashMap<>();
  private final Map<Scalar, PtNDArray> scalars = new HashMap<>();

  ConstantPool(NDManager manager, Precision precision) {
    this.manager = manager;
    this.precision = precision;
  }

  PtNDArray constant(String name, Tensor tensor) {
    return constants.computeIfAbsent(
        name, key -> (PtNDArray) Tensors.toArray(manager, precision, tensor));
  }

  PtNDArray scalar(double value, DataType type) {
    return scalars.computeIfAbsent(
        new Scalar(value, type),
        key ->
            switch (type) {
              case FLOAT32 -> (PtNDArray) manager.create((float) value);
              case FLOAT64 -> (PtNDArray) manager.create(value);
              case INT32 -> (PtNDArray) manager.create((int) value);
              default ->
                  (PtNDArray)
                      Tensors.toArray(
                          manager,
                          precision,
                          Tensor.integer(DType.INT64, new long[] {(long) value}));
            });
  }

  /** Ones of shape [1] in float64: a factor that widens without leaving the engine's autograd. */
  PtNDArray widener() {
    return scalars.computeIfAbsent(
        new Scalar(1, DataType.UNKNOWN), key -> (PtNDArray) manager.create(new double[] {1}));
  }

  /** Everything kernels took at compile time. */
  Collection<PtNDArray> scalars() {
    return scalars.values();
  }
}
