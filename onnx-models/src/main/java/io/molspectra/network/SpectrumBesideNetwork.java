package io.molspectra.network;

import io.molspectra.graph.DType;
import io.molspectra.graph.Dim;
import io.molspectra.graph.Graph;
import io.molspectra.graph.GraphBuilder;
import io.molspectra.graph.Operator;
import io.molspectra.graph.Value;
import java.util.Optional;

/**
 * One property from a molecule's structure, with or without a spectrum beside it (paper section
 * 4.1): the sum of the atoms' scalars and what a two-layer perceptron makes of the spectrum are
 * concatenated before a two-layer head. Outputs: {@code property} [M, 1], standardised, and {@code
 * loss}, its mean absolute error against the input {@code property_target} [M, 1]. The spectrum is
 * the input {@code spectrum} [M, L].
 */
public final class SpectrumBesideNetwork {
  public static final String PROPERTY = "property";
  public static final String TARGET = "property_target";
  public static final String LOSS = "loss";
  public static final String SPECTRUM = "spectrum";

  private SpectrumBesideNetwork() {}

  /**
   * A spectrum beside a structure.
   *
   * @param points L
   * @param transform of its intensities
   */
  public record Beside(int points, IntensityTransform transform) {}

  /**
   * Builds the graph.
   *
   * @param atoms of a typical molecule: the sum of their scalars is divided by it, so that both
   *     parts are of order one
   * @param spectrum empty for a network without
   */
  public static Graph build(
      EncoderSpec settings, double atoms, Optional<Beside> spectrum, ParameterSource parameters) {
    var builder = new GraphBuilder(spectrum.isPresent() ? "with spectrum" : "without spectrum");
    var layers = new Layers(builder, parameters);
    var inputs = new MoleculeInputs(builder);
    Value scalars = settings.encoder().encode(builder, inputs, parameters).scalars();
    Value structure = inputs.sumOverAtoms(scalars).times(1 / atoms);
    int channels = settings.channels();
    Value together =
        spectrum
            .map(
                beside ->
                    EquivariantTransformer.concat(structure, encoded(layers, beside, channels)))
            .orElse(structure);
    Value hidden = layers.linear("head.0", together, channels).silu();
    Value property = builder.output(PROPERTY, layers.linear("head.2", hidden, 1));
    Value target = builder.input(TARGET, DType.FLOAT, Dim.symbol("M"), Dim.of(1));
    builder.output(LOSS, builder.node(Operator.ABS, property.minus(target)).mean());
    return builder.build();
  }

  private static Value encoded(Layers layers, Beside beside, int channels) {
    Value intensities =
        layers.builder().input(SPECTRUM, DType.FLOAT, Dim.symbol("M"), Dim.of(beside.points()));
    Value hidden =
        layers.linear("spectrum.0", beside.transform().apply(intensities), channels).silu();
    return layers.linear("spectrum.2", hidden, channels);
  }
}
