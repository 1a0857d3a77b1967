package io.molspectra.network;

import io.molspectra.graph.GraphBuilder;
import io.molspectra.graph.Value;
import io.molspectra.network.Encoder.Features;

/** Output heads: two gated blocks each, to one scalar and one vector per atom (facts B). */
public final class Heads {
  /** Parameter prefix of the property head. */
  public static final String PROPERTY = "output_model";

  /** Parameter prefix of the noise head. */
  public static final String NOISE = "output_model_noise";

  private Heads() {}

  /**
   * EquivariantScalar: a scalar per atom.
   *
   * @return [A, 1]
   */
  public static Value scalar(
      GraphBuilder builder,
      ParameterSource parameters,
      String name,
      Features features,
      boolean smooth) {
    return blocks(builder, parameters, name, features, smooth).scalars();
  }

  /**
   * EquivariantVectorOutput: a vector per atom.
   *
   * @return [A, 3]
   */
  public static Value vector(
      GraphBuilder builder,
      ParameterSource parameters,
      String name,
      Features features,
      boolean smooth) {
    return blocks(builder, parameters, name, features, smooth).vectors().squeeze(2);
  }

  /** Both gated blocks: [A, 1] and [A, 3, 1]. */
  static Features blocks(
      GraphBuilder builder,
      ParameterSource parameters,
      String name,
      Features features,
      boolean smooth) {
    var layers = new Layers(builder, parameters);
    long channels = features.scalars().shape().last().factor();
    return builder.scoped(
        name,
        () -> {
          Features half =
              GatedEquivariantBlock.apply(
                  layers, name + ".output_network.0", features, channels / 2, true, smooth);
          return GatedEquivariantBlock.apply(
              layers, name + ".output_network.1", half, 1, false, smooth);
        });
  }
}
