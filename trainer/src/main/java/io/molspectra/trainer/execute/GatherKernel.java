package io.molspectra.trainer.execute;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Gather along any axis by the engine's row lookup, which is several times faster than its general
 * indexing and can be differentiated. It needs the axis first and one axis after it.
 */
final class GatherKernel implements Kernel {
  private final int axis;
  private final long[] axisFirst;
  private final boolean nonNegative;
  private final PtNDArray zero;

  private GatherKernel(int axis, long[] axisFirst, boolean nonNegative, PtNDArray zero) {
    this.axis = axis;
    this.axisFirst = axisFirst;
    this.nonNegative = nonNegative;
    this.zero = zero;
  }

  static Kernel compile(Site site) {
    int rank = site.rank(0);
    int axis = Views.axis(site.attributes().integer("axis", 0), rank);
    long[] axisFirst =
        IntStream.range(0, rank).mapToLong(i -> i == 0 ? axis : i <= axis ? i - 1 : i).toArray();
    // An adjoint's positions count from the front; so do constants that we can look at.
    boolean nonNegative =
        site.node().adjoint() != null
            || site.constant(1)
                .map(index -> Arrays.stream(index.toLongs()).allMatch(i -> i >= 0))
                .orElse(false);
    return new GatherKernel(axis, axisFirst, nonNegative, site.scalar(0, 1));
  }

  @Override
  public void run(Call call) {
    PtNDArray data = call.array(0);
    long[] shape = call.shape(0);
    try (PtNDArray index = index(call, shape[axis]);
        PtNDArray ordered = axis == 0 ? Views.alias(data) : JniUtils.permute(data, axisFirst);
        PtNDArray rows = rows(ordered, shape[axis]);
        PtNDArray gathered = JniUtils.embedding(index, rows, false)) {
      call.set(0, restored(gathered, Views.shape(index), shape));
    }
  }

  /** Positions counted from the front. */
  private PtNDArray index(Call call, long extent) {
    PtNDArray index = call.array(1);
    if (nonNegative) {
      return Views.alias(index);
    }
    try (PtNDArray shift = (PtNDArray) index.getManager().create(extent);
        PtNDArray shifted = JniUtils.add(index, shift);
        PtNDArray fromEnd = JniUtils.lt(index, zero)) {
      return JniUtils.where(fromEnd, shifted, index); // What is out of range stays so and fails.
    }
  }

  private static PtNDArray rows(PtNDArray ordered, long extent) {
    long width = extent == 0 ? 1 : Views.size(Views.shape(ordered), 0, dimension(ordered)) / extent;
    return Views.reshape(ordered, extent, width);
  }

  private static int dimension(PtNDArray array) {
    return array.getShape().dimension();
  }

  /** From [index..., width] to the extents before the axis, those of the index, those after. */
  private PtNDArray restored(PtNDArray gathered, long[] index, long[] shape) {
    int rank = index.length + shape.length - 1;
    long[] target = new long[rank];
    System.arraycopy(index, 0, target, 0, index.length);
    System.arraycopy(shape, 0, target, index.length, axis);
    System.arraycopy(shape, axis + 1, target, index.length + axis, shape.length - axis - 1);
    PtNDArray result = Views.reshape(gathered, target);
    if (axis == 0 || index.length == 0) {
      return result;
    }
    long[] order =
        IntStream.range(0, rank)
            .mapToLong(i -> i < axis ? index.length + i : i < axis + index.length ? i - axis : i)
            .toArray();
    try (result) {
      return JniUtils.permute(result, order);
    }
  }
}
