package io.molspectra.network;

import io.molspectra.graph.DType;
import io.molspectra.graph.Operator;
import io.molspectra.graph.Tensor;
import io.molspectra.graph.Value;
import java.util.Arrays;

/**
 * Cosine cutoff and exponential-normal radial functions (facts A.4).
 *
 * @param lower distance below which pairs do not interact, angstrom
 * @param upper distance from which on pairs do not interact, angstrom
 * @param count R
 */
public record RadialBasis(double lower, double upper, int count) {
  private static final String PREFIX = "representation_model.distance_expansion.";

  /** Centres mu_k: evenly spaced from exp(lower - upper) to 1, [R]. */
  public Tensor means() {
    double start = Math.exp(lower - upper);
    double[] values = new double[count];
    Arrays.setAll(values, k -> start + (1 - start) * k / (count - 1));
    return Tensor.of(values, count);
  }

  /** Widths beta_k, all equal, [R]. */
  public Tensor betas() {
    return Tensor.filled(Math.pow(2.0 / count * (1 - Math.exp(lower - upper)), -2), count);
  }

  /**
   * The weight of a pair: 1 at distance 0, smoothly 0 at the cutoff; with a lower cutoff, a bump
   * between both.
   *
   * @param distances angstrom, any shape, below the upper cutoff
   */
  Value cutoff(Value distances) {
    if (lower == 0) {
      return cosine(distances);
    }
    Value inside =
        distances
            .builder()
            .node(Operator.GREATER, distances, distances.builder().scalar(lower, distances.dtype()))
            .cast(distances.dtype());
    Value phase = distances.minus(lower).times(2 / (upper - lower)).plus(1).times(Math.PI);
    return phase.cos().plus(1).times(0.5).times(inside);
  }

  private Value cosine(Value distances) {
    return distances.times(Math.PI / upper).cos().plus(1).times(0.5);
  }

  /**
   * f_k(d) = phi(d) exp(-beta_k (exp(alpha (lower - d)) - mu_k)^2); this phi never uses the lower
   * cutoff.
   *
   * @param distances [P]
   * @return [P, R]
   */
  Value expand(Layers layers, Value distances) {
    double alpha = 5 / (upper - lower);
    Value means = layers.buffer(PREFIX + "means", means());
    Value betas = layers.buffer(PREFIX + "betas", betas());
    Value decayed = distances.negate().plus(lower).times(alpha).exp().unsqueeze(1);
    Value gaussians = decayed.minus(means).squared().times(betas).negate().exp();
    return gaussians.times(cosine(distances).unsqueeze(1));
  }

  /** 1 where a pair interacts, 0 where it is nearer than the lower cutoff, as {@code distances}. */
  Value beyondLower(Value distances) {
    return distances
        .builder()
        .node(Operator.GREATER_OR_EQUAL, distances, distances.builder().scalar(lower, DType.FLOAT))
        .cast(DType.FLOAT);
  }
}
