package io.molspectra.trainer.execute;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/** Other handles and other shapes of the same elements. */
final class Views {
  private Views() {}

  /** A handle of its own on the same elements, which may be closed without closing the first. */
  static PtNDArray alias(PtNDArray array) {
    return JniUtils.reshape(array, shape(array));
  }

  static PtNDArray reshape(PtNDArray array, long... shape) {
    return JniUtils.reshape(array, shape);
  }

  static long[] shape(PtNDArray array) {
    return array.getShape().getShape();
  }

  /** Axes counted from the front and sorted. */
  static long[] axes(long[] axes, int rank) {
    long[] positive = new long[axes.length];
    for (int i = 0; i < axes.length; i++) {
      positive[i] = axis(axes[i], rank);
    }
    java.util.Arrays.sort(positive);
    return positive;
  }

  static int axis(long axis, int rank) {
    return Math.toIntExact(axis < 0 ? axis + rank : axis);
  }

  /** Product of the extents from one axis (inclusive) to another (exclusive). */
  static long size(long[] shape, int from, int to) {
    long size = 1;
    for (int i = from; i < to; i++) {
      size *= shape[i];
    }
    return size;
  }
}
