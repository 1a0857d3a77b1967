package io.molspectra.network;

import io.molspectra.graph.DType;
import io.molspectra.graph.Dim;
import io.molspectra.graph.Graph;
import io.molspectra.graph.GraphBuilder;
import io.molspectra.graph.GraphException;
import io.molspectra.graph.Value;
import io.molspectra.graph.gradient.GradientBuilder;
import io.molspectra.network.Encoder.Features;
import java.util.List;
import java.util.Map;

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
 *   <tr><td>direct_forces</td><td>[A, 3], of a head of their own</td></tr>
 *   <tr><td>noise</td><td>[A, 3], in units of the normalised noise</td></tr>
 *   <tr><td>loss_denoise</td><td>scalar, against the input noise_target [A, 3]</td></tr>
 *   <tr><td>TASK</td><td>[M, 1], a property in its unit; float64 if it has an offset or
 *       references, which may be large</td></tr>
 *   <tr><td>TASK_standardised</td><td>[M, 1], before scale, offset and references</td></tr>
 *   <tr><td>forces_standardised</td><td>[A, 3], forces over the scale of their property</td></tr>
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

  /** Forces that are no gradient: they are a task of their own. */
  public static final String DIRECT_FORCES = "direct_forces";

  public static final String FORCES_STANDARDISED = "forces_standardised";
  public static final String LOSS = "loss";

  /** Endings of names of a task's values and inputs. */
  public static final String STANDARDISED = "_standardised";

  public static final String TARGET = "_target";
  public static final String WEIGHT = "_weight";

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

  /** Adds a property. */
  public MoleculeNetwork withProperty(PropertyHead head) {
    PropertyHeads heads = propertyHeads();
    Value answer =
        builder.output(head.standardised(), heads.standardised(head.kind(), head.parameters()));
    builder.output(head.task(), builder.scoped(head.task(), () -> inItsUnit(heads, head, answer)));
    return this;
  }

  private Value inItsUnit(PropertyHeads heads, PropertyHead head, Value answer) {
    Value scaled = head.scale() == 1 ? answer : answer.times(head.scale());
    Map<Integer, Double> references = head.references();
    if (head.kind() == HeadKind.EXTENT && !references.isEmpty()) {
      Value charges = heads.perElement(head.task() + "_references", table(references));
      Value share = charges.cast(DType.FLOAT).times(heads.extent());
      return scaled.plus(inputs.sumOverAtoms(share));
    }
    if (head.offset() == 0 && references.isEmpty()) {
      return scaled;
    }
    // Total energies are so large that float32 would round the network's share away.
    Value exact = scaled.cast(DType.DOUBLE).plus(builder.scalar(head.offset(), DType.DOUBLE));
    return references.isEmpty()
        ? exact
        : exact.plus(
            inputs.sumOverAtoms(heads.perElement(head.task() + "_references", table(references))));
  }

  private double[] table(Map<Integer, Double> byElement) {
    double[] table = new double[settings.maxAtomicNumber()];
    byElement.forEach((element, value) -> table[element] = value);
    return table;
  }

  /**
   * Adds the conservative forces of a property: its negative gradient by the positions.
   *
   * @param head added before, of a kind with an offset
   */
  public MoleculeNetwork withForces(PropertyHead head) {
    if (!head.kind().hasOffset()) {
      throw new GraphException("a property of kind %s has no forces".formatted(head.kind()));
    }
    Value standardised =
        GradientBuilder.gradients(
                builder.value(head.standardised()),
                builder.scalar(-1, DType.FLOAT),
                List.of(inputs.positions()))
            .get(0);
    return withForces(FORCES, standardised, head.scale());
  }

  /**
   * Adds forces that a head of their own predicts: not the gradient of any energy.
   *
   * @param head whose scale they have
   */
  public MoleculeNetwork withDirectForces(PropertyHead head) {
    String name = Heads.PROPERTY + "_forces";
    return withForces(
        DIRECT_FORCES,
        Heads.vector(builder, parameters, name, features, settings.smoothNorms()),
        head.scale());
  }

  private MoleculeNetwork withForces(String name, Value standardised, double scale) {
    builder.output(FORCES_STANDARDISED, standardised);
    builder.output(name, standardised.times(scale));
    return this;
  }

  private PropertyHeads propertyHeads() {
    return new PropertyHeads(
        new Layers(builder, parameters), inputs, features, settings.smoothNorms());
  }

  /**
   * Adds the loss of fine-tuning: the weighted sum of the losses of properties, forces and noise.
   * Targets are inputs: {@code TASK_target} and {@code TASK_weight} [M, 1], the target standardised
   * like the answer and a weight a molecule, 0 where nothing is known; {@code forces_target} [A,
   * 3]; {@code noise_target} [A, 3]. Each loss is an output, too: {@code loss_TASK}, {@code
   * loss_forces}, {@code loss_denoise}.
   *
   * @param weights by task, {@link #FORCES} or {@link #NOISE}, each added before; a weight of 0
   *     leaves a loss out
   */
  public MoleculeNetwork withPropertyLosses(Map<String, Double> weights, LossKind kind) {
    Value total = null;
    for (Map.Entry<String, Double> entry : weights.entrySet()) {
      if (entry.getValue() == 0) {
        continue;
      }
      Value loss = loss(entry.getKey(), kind).times(entry.getValue());
      total = total == null ? loss : total.plus(loss);
    }
    if (total == null) {
      throw new GraphException("all losses have weight 0");
    }
    builder.output(LOSS, total);
    return this;
  }

  private Value loss(String task, LossKind kind) {
    return switch (task) {
      case NOISE -> {
        withDenoisingLoss();
        yield builder.value(LOSS_DENOISE);
      }
      case FORCES -> {
        Value target = builder.input(FORCES + TARGET, DType.FLOAT, Dim.symbol("A"), Dim.of(3));
        Value error = builder.value(FORCES_STANDARDISED).minus(target);
        yield builder.output(lossOf(FORCES), kind.of(error).mean());
      }
      default -> {
        Value target = builder.input(task + TARGET, DType.FLOAT, Dim.symbol("M"), Dim.of(1));
        Value weight = builder.input(task + WEIGHT, DType.FLOAT, Dim.symbol("M"), Dim.of(1));
        Value error = builder.value(task + STANDARDISED).minus(target);
        yield builder.output(lossOf(task), kind.of(error).times(weight).sum(0, 1));
      }
    };
  }

  /** Name of the loss of a task. */
  public static String lossOf(String task) {
    return "loss_" + task;
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
