package io.molspectra.trainer.optimise;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import java.util.Map;

/** Scales gradients down when they are too long all together. */
public final class GradientClipping {

  /** Keeps the quotient finite; the value PyTorch uses. */
  private static final double EPSILON = 1e-6;

  private GradientClipping() {}

  /**
   * Scales all gradients in place by one factor so that their common Euclidean norm is at most
   * {@code maxNorm}. The direction of the update does not change, unlike with element-wise
   * clipping. The device is read back once.
   *
   * @param gradients name to gradient, any shapes, one data type
   * @param maxNorm largest norm let through; {@link Double#POSITIVE_INFINITY} only measures
   * @return the norm before clipping
   * @throws NonFiniteGradientException if the norm is NaN or infinite; gradients are left as they
   *     are
   */
  public static double byGlobalNorm(Map<String, NDArray> gradients, double maxNorm) {
    if (!(maxNorm > 0)) {
      throw new IllegalArgumentException("largest gradient norm must be positive, got " + maxNorm);
    }
    if (gradients.isEmpty()) {
      return 0;
    }
    double norm = globalNorm(gradients);
    if (!Double.isFinite(norm)) {
      throw NonFiniteGradientException.naming(gradients, norm);
    }
    if (norm > maxNorm) {
      scale(gradients, maxNorm / (norm + EPSILON));
    }
    return norm;
  }

  private static double globalNorm(Map<String, NDArray> gradients) {
    try (NDList norms = new NDList(gradients.size())) {
      gradients.values().forEach(gradient -> norms.add(gradient.norm()));
      try (NDArray stacked = NDArrays.stack(norms);
          NDArray norm = stacked.norm()) {
        return scalar(norm);
      }
    }
  }

  private static void scale(Map<String, NDArray> gradients, double factor) {
    NDArray any = gradients.values().iterator().next();
    try (NDArray scalar = Scalars.like(any, factor)) {
      gradients.values().forEach(gradient -> gradient.muli(scalar));
    }
  }

  private static double scalar(NDArray value) {
    return value.getDataType() == DataType.FLOAT64 ? value.getDouble() : value.getFloat();
  }
}
