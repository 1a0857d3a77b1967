package io.molspectra.trainer.execute;

import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.molspectra.graph.Operator;
import java.util.Arrays;
import java.util.Map;

/** Operators that take some of the elements: Slice and Split; see {@link GatherKernel}. */
final class SelectionKernels {
  private SelectionKernels() {}

  static void addTo(Map<Operator, Kernel.Factory> kernels) {
    kernels.put(Operator.GATHER, GatherKernel::compile);
    kernels.put(Operator.SLICE, SelectionKernels::slice);
    kernels.put(Operator.SPLIT, SelectionKernels::split);
  }

  private static Kernel slice(Site site) {
    int rank = site.rank(0);
    return call -> {
      long[] starts = call.longs(1);
      long[] ends = call.longs(2);
      long[] axes = call.longsOrNone(3);
      long[] steps = call.longsOrNone(4);
      long[] shape = call.shape(0);
      PtNDArray result = Views.alias(call.array(0));
      for (int i = 0; i < starts.length; i++) {
        int axis = axes.length == 0 ? i : Views.axis(axes[i], rank);
        long step = steps.length == 0 ? 1 : steps[i];
        try (PtNDArray previous = result) {
          result = slice(previous, axis, shape[axis], starts[i], ends[i], step);
        }
      }
      call.set(0, result);
    };
  }

  private static PtNDArray slice(
      PtNDArray array, int axis, long extent, long start, long end, long step) {
    if (step > 0) {
      long from = clamp(start < 0 ? start + extent : start, 0, extent);
      long to = clamp(end < 0 ? end + extent : end, 0, extent);
      return JniUtils.slice(array, axis, from, Math.max(from, to), step);
    }
    // The engine has no negative steps: mirror the axis and count from its other end.
    long from = clamp(start < 0 ? start + extent : start, -1, extent - 1);
    long to = clamp(end < 0 ? end + extent : end, -1, extent - 1);
    try (PtNDArray mirrored = JniUtils.flip(array, new long[] {axis})) {
      long mirroredFrom = extent - 1 - from;
      long mirroredTo = Math.max(mirroredFrom, extent - 1 - to);
      return JniUtils.slice(mirrored, axis, mirroredFrom, mirroredTo, -step);
    }
  }

  private static long clamp(long value, long low, long high) {
    return Math.max(low, Math.min(high, value));
  }

  private static Kernel split(Site site) {
    int axis = Views.axis(site.attributes().integer("axis", 0), site.rank(0));
    int parts = site.node().outputs().size();
    return call -> {
      long[] sizes = call.longsOrNone(1);
      if (sizes.length == 0) {
        sizes = new long[parts];
        Arrays.fill(sizes, call.shape(0)[axis] / parts);
      }
      NDList list = JniUtils.split(call.array(0), sizes, axis);
      for (int i = 0; i < parts; i++) {
        call.set(i, list.get(i));
      }
    };
  }
}
