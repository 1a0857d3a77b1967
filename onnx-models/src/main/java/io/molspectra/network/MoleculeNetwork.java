package io.molspectra.network;

import io.molspectra.graph.DType;
import io.molspectra.graph.Dim;
import io.molspectra.graph.Graph;
import io.molspectra.graph.GraphBuilder;
import io.molspectra.graph.Value;
import io.molspectra.graph.gradient.GradientBuilder;
import io.molspectra.network.Encoder.Features;
import java.util.List;

/**
 * The whole 3D network, encoder and heads, as one graph from which the training graph and every
 * exported file are cut. Values of the graph by name:
 *
 * <table>
 *   <caption>Values</caption>
 *   <tr><td>atom_scalars</td><td>[A, C]</td></tr>
 *   <tr><td>atom_vectors</td><td>[A, 3, C]</td></tr>
 *   <tr><td>embedding</td><td>[M, C], sum of the atoms' scalars</td></tr>
 *   <tr><td>energy</td><td>[M, 1]</td></tr>
 *   <tr><td>forces</td><td>[A, 3], minus the gradient of the energy by the positions</td></tr>
 *   <tr><td>noise</td><td>[A, 3], in units of the normalised noise</td></tr>
 *   <tr><td>loss_denoise</td><td>scalar, against the input noise_target [A, 3]</td></tr>
 * </table>
 */
public final class MoleculeNetwork {
  public static final String SCALARS = "atom_scalars";
  public static final String VECTORS = "atom_vectors";
  public static final String EMBEDDING = "embedding";
  public static final String ENERGY = "energy";
  public static final String FORCES = "forces";
  public static final String NOISE = "noise";
  public static final String NOISE_TARGET = "noise_target";
  public static final String LOSS_DENOISE = "loss_denoise";

  private final GraphBuilder builder;
  private final MoleculeInputs inputs;
  private final ParameterSource parameters;
  private final EncoderSpec settings;
  private final Features features;

  /** Starts a graph with the encoder and its embedding. */
  public MoleculeNetwork(String name, EncoderSpec settings, ParameterSource parameters) {
    this(new GraphBuilder(name), settings, parameters);
  }

  /** Adds the encoder and its embedding to a graph. */
  MoleculeNetwork(GraphBuilder builder, EncoderSpec settings, ParameterSource parameters) {
    this.builder = builder;
    this.inputs = new MoleculeInputs(builder);
    this.parameters = parameters;
    this.settings = settings;
    Features encoded = settings.encoder().encode(builder, inputs, parameters);
    this.features =
        new Features(
            builder.output(SCALARS, encoded.scalars()), builder.output(VECTORS, encoded.vectors()));
    builder.output(EMBEDDING, inputs.sumOverAtoms(features.scalars()));
  }

  /**
   * Adds the scalar head: energy = sum over atoms of std * y + mean.
   *
   * @param std scale of the property
   * @param mean offset of the property per molecule
   */
  public MoleculeNetwork withEnergy(double std, double mean) {
    Value perAtom =
        Heads.scalar(builder, parameters, Heads.PROPERTY, features, settings.smoothNorms());
    Value scaled = std == 1 ? perAtom : perAtom.times(std);
    Value sum = inputs.sumOverAtoms(scaled);
    builder.output(ENERGY, mean == 0 ? sum : sum.plus(mean));
    return this;
  }

  /** Adds conservative forces: the energy's negative gradient as nodes of the graph. */
  public MoleculeNetwork withForces() {
    Value energy = builder.value(ENERGY);
    Value forces =
        GradientBuilder.gradients(
                energy, builder.scalar(-1, DType.FLOAT), List.of(inputs.positions()))
            .get(0);
    builder.output(FORCES, forces);
    return this;
  }

  /** Adds the noise head. */
  public MoleculeNetwork withNoise() {
    builder.output(
        NOISE, Heads.vector(builder, parameters, Heads.NOISE, features, settings.smoothNorms()));
    return this;
  }

  /** Adds the denoising loss (facts B.2): mean squared error of the noise, all components alike. */
  public MoleculeNetwork withDenoisingLoss() {
    Value target = builder.input(NOISE_TARGET, DType.FLOAT, Dim.symbol("A"), Dim.of(3));
    builder.output(LOSS_DENOISE, builder.value(NOISE).minus(target).squared().mean());
    return this;
  }

  /** Sum of the atoms' scalars, [M, C]. */
  Value embedding() {
    return builder.value(EMBEDDING);
  }

  /** The graph so far. */
  public Graph build() {
    return builder.build();
  }
}
