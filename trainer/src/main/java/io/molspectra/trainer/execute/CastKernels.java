package io.molspectra.trainer.execute;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.molspectra.graph.Operator;
import java.util.Map;

/**
 * Changes of element type. DJL's own {@code toType} detaches its result from autograd; between real
 * types these kernels use arithmetic that converts on the way, which autograd follows.
 */
final class CastKernels {
  private CastKernels() {}

  static void addTo(Map<Operator, Kernel.Factory> kernels) {
    kernels.put(Operator.CAST, CastKernels::cast);
  }

  private static Kernel cast(Site site) {
    DataType from = site.dataType(0);
    DataType to = site.precision().dataType(site.output(0).dtype());
    if (from == to) {
      return call -> call.set(0, Views.alias(call.array(0)));
    }
    if (from == DataType.FLOAT32 && to == DataType.FLOAT64) {
      return widening(site);
    }
    if (from == DataType.FLOAT64 && to == DataType.FLOAT32) {
      return CastKernels::narrow;
    }
    return call -> call.set(0, call.array(0).toType(to, true));
  }

  /** A product with float64 ones of rank 1: types of arrays with axes are promoted. */
  private static Kernel widening(Site site) {
    PtNDArray one = site.constants().widener();
    if (site.rank(0) > 0) {
      return call -> call.set(0, JniUtils.mul(call.array(0), one));
    }
    return call -> {
      try (PtNDArray vector = JniUtils.mul(call.array(0), one)) {
        call.set(0, Views.reshape(vector));
      }
    };
  }

  /** A sum in place: the type of the array added to stays. */
  private static void narrow(Call call) {
    PtNDArray wide = call.array(0);
    PtNDArray sum =
        JniUtils.createZerosNdArray(
            call.manager(),
            wide.getShape(),
            DataType.FLOAT32,
            wide.getDevice(),
            SparseFormat.DENSE);
    JniUtils.addi(sum, wide);
    call.set(0, sum);
  }
}
