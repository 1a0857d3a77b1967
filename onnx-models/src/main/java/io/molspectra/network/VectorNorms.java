package io.molspectra.network;

import io.molspectra.graph.Attributes;
import io.molspectra.graph.DType;
import io.molspectra.graph.Operator;
import io.molspectra.graph.Tensor;
import io.molspectra.graph.Value;
import io.molspectra.network.ParameterSource.Initialisation;
import java.util.List;

/** Norms of vector features [A, 3, C]. */
final class VectorNorms {
  /**
   * Regulariser of the RMS norm. The norm amplifies small vectors, and the rounding noise in
   * vectors that symmetry makes zero, at most by its inverse square root: 3. With 10 instead,
   * errors of float32 forces at such sites were three times larger, and training was no better.
   */
  static final double RMS_EPSILON = 0.1;

  private static final double WHITENING_EPSILON = 1e-5;

  /** Reaches 1e-10 at condition 1e6, the worst the regulariser allows in practice. */
  private static final int WHITENING_STEPS = 8;

  private VectorNorms() {}

  static Value apply(Layers layers, String name, VectorNorm norm, Value vectors) {
    return switch (norm) {
      case NONE -> vectors;
      case RMS -> rms(vectors).times(weight(layers, name, vectors));
      case WHITENED -> whitened(layers, vectors).times(weight(layers, name, vectors));
    };
  }

  private static Value weight(Layers layers, String name, Value vectors) {
    return layers.parameter(name + ".weight", Initialisation.ONE, vectors.shape().last().factor());
  }

  /** v / sqrt(mean(v^2) + eps), the mean over axes and channels. */
  private static Value rms(Value vectors) {
    return vectors.dividedBy(vectors.squared().meanKeeping(1, 2).plus(RMS_EPSILON).sqrt());
  }

  /**
   * The reference's whitening (facts A.8) in float64: (S + eps I)^(-1/2) (V - mean V) with S = V
   * V^T / C + eps diag(1, 2, 3).
   */
  private static Value whitened(Layers layers, Value vectors) {
    Value v = vectors.cast(DType.DOUBLE);
    Value centred = v.minus(v.meanKeeping(2));
    double channels = vectors.shape().last().factor();
    double e = WHITENING_EPSILON;
    Value covariance =
        centred
            .matmul(centred.transposeLast())
            .times(1 / channels)
            .plus(constant(layers, 2 * e, 0, 0, 0, 3 * e, 0, 0, 0, 4 * e));
    return inverseSquareRoot(layers, covariance).matmul(centred).cast(DType.FLOAT);
  }

  /**
   * Inverse square root of symmetric positive definite matrices [A, 3, 3] by the Denman-Beavers
   * iteration with determinant scaling. Y -> S^(1/2) and Z -> S^(-1/2) are carried together as [A,
   * 2, 3, 3].
   */
  private static Value inverseSquareRoot(Layers layers, Value matrices) {
    Value identity = constant(layers, 1, 0, 0, 0, 1, 0, 0, 0, 1);
    Value y = matrices.unsqueeze(1);
    Value pair = join(y, identity.unsqueeze(0, 1).expandLike(y));
    for (int step = 0; step < WHITENING_STEPS; step++) {
      Value cofactors = cofactors(layers, pair);
      Value determinants = pair.times(cofactors).sumKeeping(2, 3).times(1.0 / 3);
      List<Value> inverses = cofactors.dividedBy(determinants).split(1, 1, 1);
      Value scale =
          layers.builder().node(Operator.LOG, determinants).sumKeeping(1).times(-1.0 / 6).exp();
      pair =
          pair.times(scale)
              .plus(join(inverses.get(1), inverses.get(0)).dividedBy(scale))
              .times(0.5);
    }
    return pair.split(1, 1, 1).get(1).squeeze(1);
  }

  /** Cofactors of symmetric matrices: products of rows and columns shifted cyclically. */
  private static Value cofactors(Layers layers, Value x) {
    Value once = constant(layers, 0, 1, 0, 0, 0, 1, 1, 0, 0);
    Value twice = constant(layers, 0, 0, 1, 1, 0, 0, 0, 1, 0);
    Value rowsOnce = once.matmul(x);
    Value rowsTwice = twice.matmul(x);
    // Column shifts multiply by the transposes, which are each other's permutation.
    Value plus = rowsOnce.matmul(twice).times(rowsTwice.matmul(once));
    Value minus = rowsOnce.matmul(once).times(rowsTwice.matmul(twice));
    return plus.minus(minus);
  }

  private static Value join(Value first, Value second) {
    return first.builder().node(Operator.CONCAT, Attributes.of("axis", 1L), first, second);
  }

  private static Value constant(Layers layers, double... values) {
    return layers.builder().constant(Tensor.real(DType.DOUBLE, values, 3, 3));
  }
}
