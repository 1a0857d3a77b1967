package io.molspectra.trainer.execute;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.molspectra.graph.Operator;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.LongStream;

/** Softmax, its logarithm, and layer normalisation. */
final class NormalizationKernels {
  private NormalizationKernels() {}

  static void addTo(Map<Operator, Kernel.Factory> kernels) {
    kernels.put(
        Operator.SOFTMAX,
        site -> {
          int axis = lastAxis(site);
          DataType type = site.dataType(0);
          return call -> call.set(0, JniUtils.softmax(call.array(0), axis, type));
        });
    kernels.put(
        Operator.LOG_SOFTMAX,
        site -> {
          int axis = lastAxis(site);
          DataType type = site.dataType(0);
          return call -> call.set(0, JniUtils.logSoftmax(call.array(0), axis, type));
        });
    kernels.put(Operator.LAYER_NORMALIZATION, NormalizationKernels::layerNormalization);
  }

  private static int lastAxis(Site site) {
    return Views.axis(site.attributes().integer("axis", -1), site.rank(0));
  }

  private static Kernel layerNormalization(Site site) {
    int axis = lastAxis(site);
    double epsilon = site.attributes().real("epsilon", 1e-5);
    PtNDArray epsilonScalar = site.scalar(epsilon, 0);
    PtNDArray one = site.scalar(1, 0);
    return call -> {
      PtNDArray x = call.array(0);
      long[] shape = Views.shape(x);
      Shape normalised = new Shape(Arrays.copyOfRange(shape, axis, shape.length));
      try (PtNDArray scale = JniUtils.broadcast(call.array(1), normalised);
          PtNDArray shift = shift(call, normalised)) {
        call.set(0, JniUtils.layerNorm(x, normalised, scale, shift, epsilon));
      }
      if (site.wants(1) || site.wants(2)) {
        setMoments(call, site, axis, epsilonScalar, one);
      }
    };
  }

  private static PtNDArray shift(Call call, Shape normalised) {
    PtNDArray x = call.array(0);
    return call.has(2)
        ? JniUtils.broadcast(call.array(2), normalised)
        : JniUtils.createZerosNdArray(
            call.manager(), normalised, x.getDataType(), x.getDevice(), SparseFormat.DENSE);
  }

  /** Outputs 1 and 2: the mean and the inverse standard deviation. */
  private static void setMoments(Call call, Site site, int axis, PtNDArray epsilon, PtNDArray one) {
    PtNDArray x = call.array(0);
    long[] axes = LongStream.range(axis, site.rank(0)).toArray();
    PtNDArray mean = ReductionKernels.mean(x, axes, true);
    if (site.wants(2)) {
      try (PtNDArray centred = JniUtils.sub(x, mean);
          PtNDArray squares = JniUtils.square(centred);
          PtNDArray variance = ReductionKernels.mean(squares, axes, true);
          PtNDArray shifted = JniUtils.add(variance, epsilon);
          PtNDArray deviation = JniUtils.sqrt(shifted)) {
        call.set(2, JniUtils.div(one, deviation));
      }
    }
    if (site.wants(1)) {
      call.set(1, mean);
    } else {
      mean.close();
    }
  }
}
