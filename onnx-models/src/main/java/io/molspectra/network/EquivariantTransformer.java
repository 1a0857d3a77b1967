package io.molspectra.network;

import io.molspectra.graph.Attributes;
import io.molspectra.graph.GraphBuilder;
import io.molspectra.graph.Operator;
import io.molspectra.graph.Value;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * TorchMD-NET's Equivariant Transformer (Thölke and De Fabritiis, ICLR 2022), the 3D encoder of
 * MolSpectra: attention whose weights depend on distances, over scalar and vector features.
 *
 * @param settings architecture
 */
public record EquivariantTransformer(EncoderSettings settings) implements Encoder {
  private static final String MODEL = "representation_model";

  @Override
  public int channels() {
    return settings.channels();
  }

  @Override
  public Features encode(GraphBuilder builder, MoleculeInputs inputs, ParameterSource parameters) {
    var layers = new Layers(builder, parameters);
    var basis =
        new RadialBasis(settings.cutoffLower(), settings.cutoffUpper(), settings.radialFunctions());
    Geometry geometry = builder.scoped("geometry", () -> Geometry.of(layers, inputs, basis));
    Value scalars = builder.scoped("neighbor_embedding", () -> embed(layers, inputs, geometry));
    Value vectors = null;
    for (int layer = 0; layer < settings.layers(); layer++) {
      String name = ".%d".formatted(layer);
      Value x = scalars;
      Value v = vectors;
      Features features =
          builder.scoped(
              "layer" + layer,
              () -> {
                Features added =
                    attend(layers, MODEL + ".attention_layers" + name, inputs, geometry, x, v);
                return settings.layerNorms()
                    ? normalise(
                        layers,
                        added,
                        MODEL + ".x_norms" + name,
                        MODEL + ".vec_norms" + name,
                        settings.layerVectorNorm())
                    : added;
              });
      scalars = features.scalars();
      vectors = features.vectors();
    }
    var last = new Features(scalars, Objects.requireNonNull(vectors));
    return builder.scoped(
        "out_norm",
        () ->
            normalise(
                layers,
                last,
                MODEL + ".out_norm",
                MODEL + ".out_norm_vec",
                settings.outputVectorNorm()));
  }

  private static Features normalise(
      Layers layers, Features features, String scalarName, String vectorName, VectorNorm norm) {
    return new Features(
        layers.layerNorm(scalarName, features.scalars()),
        VectorNorms.apply(layers, vectorName, norm, features.vectors()));
  }

  /** Initial scalars from the atom's element and those of its neighbours (facts A.5), [A, C]. */
  private Value embed(Layers layers, MoleculeInputs inputs, Geometry geometry) {
    String name = MODEL + ".neighbor_embedding";
    int channels = settings.channels();
    int elements = settings.maxAtomicNumber();
    Value own = layers.embedding(MODEL + ".embedding", inputs.atomicNumbers(), elements, channels);
    Value other = layers.embedding(name + ".embedding", inputs.atomicNumbers(), elements, channels);
    Value weights =
        layers
            .linear(name + ".distance_proj", geometry.radial(), channels)
            .times(geometry.cutoffPairs().times(geometry.otherPairs()).unsqueeze(1));
    Value around =
        inputs
            .ofNeighbors(other)
            .times(inputs.ofPairs(weights))
            .times(geometry.slotMask().unsqueeze(2))
            .sum(1);
    return layers.linear(name + ".combine", concat(own, around), channels);
  }

  /**
   * One attention layer with its residual (facts A.6). Channels of values and of their radial
   * weights are ordered part by part, then head by head.
   *
   * @param vectors [A, 3, C]; null before the first layer, where all vectors are zero
   */
  private Features attend(
      Layers layers,
      String name,
      MoleculeInputs inputs,
      Geometry geometry,
      Value scalars,
      @Nullable Value vectors) {
    int channels = settings.channels();
    int heads = settings.heads();
    int width = channels / heads;
    Value x = layers.layerNorm(name + ".layernorm", scalars);
    // Split into heads before they meet: gradients of sums over a head then stay one number a head,
    // and all that has the slots' shape has the same, so that a runtime reuses its memory.
    Value query = layers.linear(name + ".q_proj", x, channels).reshape(0, 1, heads, width);
    Value key = atSlots(inputs, layers.linear(name + ".k_proj", x, channels));
    List<Value> values = layers.linearInParts(name + ".v_proj", x, 3, channels);

    Value keyWeight =
        atPairs(inputs, layers.linear(name + ".dk_proj", geometry.radial(), channels).silu());
    List<Value> valueWeights =
        layers.linearInParts(name + ".dv_proj", geometry.radial(), 3, channels).stream()
            .map(Value::silu)
            .toList();

    // The values' cutoff is taken where there are fewest numbers: at attention and directions.
    Value attention =
        query
            .times(key)
            .times(keyWeight)
            .sum(3)
            .silu()
            .times(geometry.cutoffSlots().unsqueeze(2))
            .unsqueeze(3);
    Value scalarMessages =
        atSlots(inputs, values.get(0))
            .times(atPairs(inputs, valueWeights.get(0)))
            .times(attention)
            .sum(1)
            .reshape(0, channels);
    // sum_j e_ij s2_ij as one product per atom: [3, K] x [K, C]; unused slots have e = 0.
    Value vectorMessages =
        directions(geometry)
            .transpose(0, 2, 1)
            .matmul(
                atSlots(inputs, values.get(2))
                    .times(atPairs(inputs, valueWeights.get(2)))
                    .reshape(0, 0, channels));

    List<Value> output = layers.linearInParts(name + ".o_proj", scalarMessages, 3, channels);
    List<Value> projections = layers.weightInParts(name + ".vec_proj", channels, 3, channels);
    if (vectors == null) {
      return new Features(scalars.plus(output.get(2)), vectorMessages);
    }
    Value weights =
        settings.valueCutoff()
            ? valueWeights.get(1).times(geometry.cutoffPairs().unsqueeze(1))
            : valueWeights.get(1);
    Value shares =
        atSlots(inputs, values.get(1))
            .times(atPairs(inputs, weights))
            .times(geometry.slotMask().unsqueeze(2, 3))
            .reshape(0, 0, 1, channels);
    Value carried = inputs.ofNeighbors(vectors).times(shares).sum(1);
    Value dot = vectors.matmul(projections.get(0)).times(vectors.matmul(projections.get(1))).sum(1);
    return new Features(
        scalars.plus(dot.times(output.get(1)).plus(output.get(2))),
        vectors.plus(
            vectors
                .matmul(projections.get(2))
                .times(output.get(0).unsqueeze(1))
                .plus(carried)
                .plus(vectorMessages)));
  }

  /** Neighbours' rows by head: [A, C] -> [A, K, H, C / H]. */
  private Value atSlots(MoleculeInputs inputs, Value atoms) {
    return inputs.ofNeighbors(byHead(atoms));
  }

  /** Pairs' rows at their slots by head: [P, C] -> [A, K, H, C / H]. */
  private Value atPairs(MoleculeInputs inputs, Value pairs) {
    return inputs.ofPairs(byHead(pairs));
  }

  private Value byHead(Value rows) {
    return rows.reshape(0, settings.heads(), settings.channels() / settings.heads());
  }

  /** Unit vectors to the neighbours, weighted by the cutoff if values are, [A, K, 3]. */
  private Value directions(Geometry geometry) {
    if (settings.valueCutoff()) {
      return geometry.weightedDirections();
    }
    return settings.cutoffLower() > 0
        ? geometry.directions().times(geometry.slotMask().unsqueeze(2))
        : geometry.directions();
  }

  static Value concat(Value... parts) {
    return parts[0]
        .builder()
        .node(Operator.CONCAT, Attributes.of("axis", (long) parts[0].rank() - 1), parts);
  }
}
