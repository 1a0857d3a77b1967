package io.molspectra.trainer.execute;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.molspectra.graph.Operator;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.LongStream;

/** Sums, means and maxima over axes. */
final class ReductionKernels {

  /** Reduces over the given axes, sorted and counted from the front. */
  @FunctionalInterface
  private interface Reduction {
    PtNDArray apply(PtNDArray array, long[] axes, boolean keep);
  }

  private ReductionKernels() {}

  static void addTo(Map<Operator, Kernel.Factory> kernels) {
    kernels.put(Operator.REDUCE_SUM, site -> reduce(site, call -> call.longsOrNone(1), sum(site)));
    kernels.put(Operator.REDUCE_MEAN, site -> byAttribute(site, ReductionKernels::mean));
    kernels.put(Operator.REDUCE_MAX, site -> byAttribute(site, ReductionKernels::max));
  }

  private static Kernel byAttribute(Site site, Reduction reduction) {
    long[] axes = site.attributes().integers("axes").stream().mapToLong(Long::longValue).toArray();
    return reduce(site, call -> axes, reduction);
  }

  private static Kernel reduce(Site site, Function<Call, long[]> axes, Reduction reduction) {
    boolean keep = site.attributes().integer("keepdims", 1) != 0;
    boolean emptyIsNone = site.attributes().integer("noop_with_empty_axes", 0) != 0;
    int rank = site.rank(0);
    long[] all = LongStream.range(0, rank).toArray();
    return call -> {
      long[] requested = axes.apply(call);
      PtNDArray x = call.array(0);
      if (rank == 0 || requested.length == 0 && emptyIsNone) {
        call.set(0, Views.alias(x));
      } else {
        long[] positive = requested.length == 0 ? all : Views.axes(requested, rank);
        call.set(0, reduction.apply(x, positive, keep));
      }
    };
  }

  private static Reduction sum(Site site) {
    if (site.dataType(0) != DataType.INT32) {
      return JniUtils::sum;
    }
    return (array, axes, keep) -> {
      try (PtNDArray wide = JniUtils.sum(array, axes, keep)) { // The engine sums in int64.
        return wide.toType(DataType.INT32, true);
      }
    };
  }

  static PtNDArray mean(PtNDArray array, long[] axes, boolean keep) {
    if (axes.length == 1) {
      return JniUtils.mean(array, axes[0], keep);
    }
    if (axes.length == array.getShape().dimension() && !keep) {
      return JniUtils.mean(array);
    }
    long count = 1;
    for (long axis : axes) {
      count *= array.getShape().get((int) axis);
    }
    // The engine makes the divisor, so that autograd can keep it: an array made from Java lies in
    // a buffer that may be collected as soon as it is closed, before the backward pass.
    try (PtNDArray sum = JniUtils.sum(array, axes, keep);
        PtNDArray divisor = scalar(array, (double) count)) {
      return JniUtils.div(sum, divisor);
    }
  }

  private static PtNDArray scalar(PtNDArray like, double value) {
    return JniUtils.full(
        like.getManager(),
        new Shape(),
        value,
        like.getDataType(),
        like.getDevice(),
        SparseFormat.DENSE);
  }

  /** One axis after the other, the last first, so that the numbers of the others stay. */
  private static PtNDArray max(PtNDArray array, long[] axes, boolean keep) {
    PtNDArray result = Views.alias(array);
    for (int i = axes.length - 1; i >= 0; i--) {
      try (PtNDArray previous = result) {
        result = JniUtils.max(previous, axes[i], keep);
      }
    }
    return result;
  }
}
