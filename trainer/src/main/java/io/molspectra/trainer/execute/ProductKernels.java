package io.molspectra.trainer.execute;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.molspectra.graph.Operator;
import java.util.Map;

/**
 * Matrix products. A product and the sum with a bias after it stay two routines: the engine's fused
 * one, measured on a CPU with 20 to 8,000 rows, gains 7 % forwards for matrices, nothing for arrays
 * of more axes and nothing with the backward pass.
 */
final class ProductKernels {
  private ProductKernels() {}

  static void addTo(Map<Operator, Kernel.Factory> kernels) {
    kernels.put(Operator.MATMUL, Kernel.binary(JniUtils::matmul));
    kernels.put(Operator.GEMM, ProductKernels::gemm);
  }

  /** alpha * A' B' + beta * C. */
  private static Kernel gemm(Site site) {
    boolean transA = site.attributes().integer("transA", 0) != 0;
    boolean transB = site.attributes().integer("transB", 0) != 0;
    double alpha = site.attributes().real("alpha", 1);
    double beta = site.attributes().real("beta", 1);
    if (!transA && alpha == 1 && beta == 1 && site.node().hasInput(2) && site.rank(2) == 1) {
      return call -> call.set(0, linear(call, transB));
    }
    PtNDArray alphaScalar = site.scalar(alpha, 0);
    PtNDArray betaScalar = site.scalar(beta, 0);
    return call -> {
      try (PtNDArray a = transposed(call.array(0), transA);
          PtNDArray b = transposed(call.array(1), transB)) {
        PtNDArray product = scaled(JniUtils.matmul(a, b), alpha, alphaScalar);
        if (!call.has(2)) {
          call.set(0, product);
          return;
        }
        try (product;
            PtNDArray offset = scaled(Views.alias(call.array(2)), beta, betaScalar)) {
          call.set(0, JniUtils.add(product, offset));
        }
      }
    };
  }

  private static PtNDArray linear(Call call, boolean transB) {
    try (PtNDArray weight = transposed(call.array(1), !transB)) {
      return JniUtils.linear(call.array(0), weight, call.array(2));
    }
  }

  private static PtNDArray transposed(PtNDArray matrix, boolean yes) {
    return yes ? JniUtils.transpose(matrix, 0, 1) : Views.alias(matrix);
  }

  private static PtNDArray scaled(PtNDArray array, double factor, PtNDArray scalar) {
    if (factor == 1) {
      return array;
    }
    try (array) {
      return JniUtils.mul(array, scalar);
    }
  }
}
