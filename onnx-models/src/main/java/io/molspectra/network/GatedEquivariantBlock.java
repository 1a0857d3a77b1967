package io.molspectra.network;

import io.molspectra.graph.DType;
import io.molspectra.graph.Operator;
import io.molspectra.graph.Value;
import io.molspectra.network.Encoder.Features;
import java.util.List;

/** Mixes scalars with lengths of vectors and gates the vectors by scalars (facts B). */
final class GatedEquivariantBlock {
  /**
   * Square of the length below which lengths level off. Their curvature at zero is the inverse of
   * that length, and forces inherit it where symmetry makes vectors zero: at 0.01 instead of 0.3
   * rounding spoils them in the fifth digit.
   */
  private static final double SMOOTHING = 0.1;

  private GatedEquivariantBlock() {}

  /**
   * @param features [A, Cin] and [A, 3, Cin]
   * @return [A, Cout] and [A, 3, Cout]
   */
  static Features apply(
      Layers layers, String name, Features features, long out, boolean activate, boolean smooth) {
    long in = features.scalars().shape().last().factor();
    Value lengths =
        length(layers.linearWithoutBias(name + ".vec1_proj", features.vectors(), in), smooth);
    Value vectors = layers.linearWithoutBias(name + ".vec2_proj", features.vectors(), out);
    Value hidden =
        layers
            .linear(
                name + ".update_net.0",
                EquivariantTransformer.concat(features.scalars(), lengths),
                in)
            .silu();
    List<Value> parts = layers.linear(name + ".update_net.2", hidden, 2 * out).split(1, out, out);
    Value scalars = activate ? parts.get(0).silu() : parts.get(0);
    return new Features(scalars, parts.get(1).unsqueeze(1).times(vectors));
  }

  /** Euclidean lengths [A, 3, C] -> [A, C], with gradient 0 at zero. */
  private static Value length(Value vectors, boolean smooth) {
    Value squared = vectors.squared().sum(1);
    if (smooth) {
      return squared.plus(SMOOTHING).sqrt();
    }
    Value zero = squared.builder().scalar(0, DType.FLOAT);
    Value positive = squared.builder().node(Operator.GREATER, squared, zero).cast(DType.FLOAT);
    return squared.plus(positive.negate().plus(1)).sqrt().times(positive);
  }
}
