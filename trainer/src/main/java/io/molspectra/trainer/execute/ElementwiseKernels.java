package io.molspectra.trainer.execute;

import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.molspectra.graph.DType;
import io.molspectra.graph.Operator;
import io.molspectra.graph.Tensor;
import java.util.Map;
import java.util.Optional;

/** Arithmetic and functions of single elements. */
final class ElementwiseKernels {
  private ElementwiseKernels() {}

  static void addTo(Map<Operator, Kernel.Factory> kernels) {
    kernels.put(Operator.ABS, Kernel.unary(JniUtils::abs));
    kernels.put(Operator.NEG, Kernel.unary(JniUtils::neg));
    kernels.put(Operator.SIGN, Kernel.unary(JniUtils::sign));
    kernels.put(Operator.CEIL, Kernel.unary(JniUtils::ceil));
    kernels.put(Operator.FLOOR, Kernel.unary(JniUtils::floor));
    kernels.put(Operator.EXP, Kernel.unary(JniUtils::exp));
    kernels.put(Operator.LOG, Kernel.unary(JniUtils::log));
    kernels.put(Operator.SQRT, Kernel.unary(JniUtils::sqrt));
    kernels.put(Operator.SIN, Kernel.unary(JniUtils::sin));
    kernels.put(Operator.COS, Kernel.unary(JniUtils::cos));
    kernels.put(Operator.TANH, Kernel.unary(JniUtils::tanh));
    kernels.put(Operator.ERF, Kernel.unary(JniUtils::erf));
    kernels.put(Operator.RELU, Kernel.unary(JniUtils::relu));
    kernels.put(Operator.SIGMOID, Kernel.unary(JniUtils::sigmoid));
    kernels.put(Operator.SOFTPLUS, Kernel.unary(JniUtils::softPlus));
    kernels.put(Operator.IDENTITY, Kernel.unary(Views::alias));
    kernels.put(Operator.ADD, Kernel.binary(JniUtils::add));
    kernels.put(Operator.SUB, Kernel.binary(JniUtils::sub));
    kernels.put(Operator.MUL, Kernel.binary(JniUtils::mul));
    kernels.put(Operator.MAX, Kernel.folded(JniUtils::max));
    kernels.put(Operator.MIN, Kernel.folded(JniUtils::min));
    kernels.put(Operator.DIV, ElementwiseKernels::quotient);
    kernels.put(Operator.RECIPROCAL, ElementwiseKernels::reciprocal);
    kernels.put(Operator.POW, ElementwiseKernels::power);
    kernels.put(Operator.CLIP, ElementwiseKernels::clip);
  }

  private static Kernel quotient(Site site) {
    return site.input(0).dtype().isReal()
        ? call -> call.set(0, JniUtils.div(call.array(0), call.array(1)))
        : call -> call.set(0, truncatedQuotient(call, site.dataType(0)));
  }

  /** Integer division as in ONNX and C; the engine divides integers in float32. */
  private static PtNDArray truncatedQuotient(Call call, DataType type) {
    try (PtNDArray dividend = call.array(0).toType(DataType.FLOAT64, true);
        PtNDArray quotient = JniUtils.div(dividend, call.array(1));
        PtNDArray whole = JniUtils.trunc(quotient)) {
      return whole.toType(type, true);
    }
  }

  private static Kernel reciprocal(Site site) {
    PtNDArray one = site.scalar(1, 0);
    return call -> call.set(0, JniUtils.div(one, call.array(0)));
  }

  private static Kernel power(Site site) {
    Optional<Tensor> exponent = site.constant(1).filter(tensor -> tensor.size() == 1);
    boolean keepsShape = exponent.isPresent() && exponent.get().shape().length <= site.rank(0);
    double value = exponent.map(tensor -> tensor.toDoubles()[0]).orElse(Double.NaN);
    if (keepsShape && site.input(0).dtype().isReal()) {
      if (value == 2) {
        return call -> call.set(0, JniUtils.square(call.array(0)));
      }
      if (value == 0.5) {
        return call -> call.set(0, JniUtils.sqrt(call.array(0)));
      }
    }
    DataType type = site.dataType(0);
    return call -> {
      PtNDArray result = JniUtils.pow(call.array(0), call.array(1));
      if (result.getDataType() == type) {
        call.set(0, result);
      } else {
        // Only mixed types come here, such as int32 to the power of float32.
        try (result) {
          call.set(0, result.toType(type, true));
        }
      }
    };
  }

  private static Kernel clip(Site site) {
    boolean constantBounds =
        (!site.node().hasInput(1) || site.constant(1).isPresent())
            && (!site.node().hasInput(2) || site.constant(2).isPresent());
    if (site.input(0).dtype().isReal() && constantBounds) {
      double low = bound(site, 1, Double.NEGATIVE_INFINITY);
      double high = bound(site, 2, Double.POSITIVE_INFINITY);
      return call -> call.set(0, JniUtils.clip(call.array(0), low, high));
    }
    return call -> {
      PtNDArray result = Views.alias(call.array(0));
      for (int i = 1; i <= 2; i++) {
        if (call.has(i)) {
          PtNDArray previous = result;
          result =
              i == 1
                  ? JniUtils.max(previous, call.array(1))
                  : JniUtils.min(previous, call.array(2));
          previous.close();
        }
      }
      call.set(0, result);
    };
  }

  private static double bound(Site site, int input, double otherwise) {
    double value = site.constant(input).map(tensor -> tensor.toDoubles()[0]).orElse(otherwise);
    boolean rounds = site.input(0).dtype() == DType.FLOAT && site.precision() == Precision.FLOAT32;
    return rounds ? (float) value : value;
  }
}
