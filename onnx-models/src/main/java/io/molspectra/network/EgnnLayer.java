package io.molspectra.network;

import io.molspectra.graph.Operator;
import io.molspectra.graph.Value;
import io.molspectra.network.Encoder.Features;
import org.jspecify.annotations.Nullable;

/**
 * One layer of an {@link Egnn}.
 *
 * @param layers its parameters
 * @param name prefix of their names
 * @param inputs neighbours
 * @param original displacements from the atom to its neighbours before any moved, [A, K, 3]; moves
 *     are kept apart from positions, which are large where a molecule lies far from the origin
 * @param radial radial functions at the original positions, [P, R]
 * @param weights of the messages: the cutoff, 0 from an atom to itself, [A, K]
 * @param channels C
 * @param cutoff angstrom
 * @param gated whether each message is weighted by a learned gate
 */
record EgnnLayer(
    Layers layers,
    String name,
    MoleculeInputs inputs,
    Value original,
    Value radial,
    Value weights,
    int channels,
    double cutoff,
    boolean gated) {
  /**
   * Added to squares of distances, angstrom^2, before differences of positions are divided by their
   * root: moved atoms may meet, and a unit vector has no derivative there.
   */
  private static final double SMOOTHING = 1;

  /**
   * What follows from a layer.
   *
   * @param scalars [A, C]
   * @param moves of the atoms since the first layer, [A, 3], angstrom; null if none moved
   */
  record Result(Value scalars, @Nullable Value moves) {}

  /**
   * Messages of one layer.
   *
   * @param values weighted, [A, K, C]
   * @param directions from the atom to its neighbours, shorter than 1, [A, K, 3]
   */
  private record Messages(Value values, Value directions) {}

  /** New scalars, and moves if atoms move. */
  Result update(Value scalars, @Nullable Value moves, boolean moving) {
    Value normalised = normalised(scalars);
    Messages messages = messages(normalised, moves);
    Value updated = updated(scalars, normalised, messages);
    if (!moving) {
      return new Result(updated, null);
    }
    Value hidden = layers.linear(name + ".coordinate_mlp.0", messages.values(), channels).silu();
    Value steps = layers.linearWithoutBias(name + ".coordinate_mlp.2", hidden, 1);
    Value bounded = steps.builder().node(Operator.TANH, steps).times(weights.unsqueeze(2));
    Value mean = messages.directions().times(bounded).sum(1).times(share());
    return new Result(updated, moves == null ? mean : moves.plus(mean));
  }

  /** New scalars, and as vectors the sum of directions times projected messages, [A, 3, C]. */
  Features features(Value scalars, @Nullable Value moves) {
    Value normalised = normalised(scalars);
    Messages messages = messages(normalised, moves);
    Value projected = layers.linearWithoutBias(name + ".vector_proj", messages.values(), channels);
    Value sum = messages.directions().transpose(0, 2, 1).matmul(projected);
    // Directions are as good as random, so the lengths of their sums grow with the root of their
    // number.
    return new Features(
        updated(scalars, normalised, messages), sum.times(share().sqrt().unsqueeze(2)));
  }

  /** Of a neighbour in a mean, as if there were one more that sends nothing, [A, 1]. */
  private Value share() {
    return weights.sumKeeping(1).plus(1).reciprocal();
  }

  private Value normalised(Value scalars) {
    return layers.layerNorm(name + ".layernorm", scalars);
  }

  /**
   * phi_e of the paper's equation 3. Its first linear map is taken apart: what depends on an atom
   * is computed once an atom, and what depends on a distance once a pair.
   */
  private Messages messages(Value scalars, @Nullable Value moves) {
    Value displacements =
        moves == null
            ? original
            : original.plus(inputs.ofNeighbors(moves)).minus(moves.unsqueeze(1));
    Value squared = inputs.meanOverSlots(displacements.squared().sum(2));
    Value inverse = squared.plus(SMOOTHING).sqrt().reciprocal();
    Value directions = displacements.times(inputs.ofPairs(inverse).unsqueeze(2));
    Value distances =
        EquivariantTransformer.concat(radial, squared.times(1 / (cutoff * cutoff)).unsqueeze(1));
    Value own = layers.linear(name + ".edge_mlp.0.own", scalars, channels);
    Value other = layers.linearWithoutBias(name + ".edge_mlp.0.other", scalars, channels);
    Value pair = layers.linearWithoutBias(name + ".edge_mlp.0.distance", distances, channels);
    Value hidden =
        own.unsqueeze(1).plus(inputs.ofNeighbors(other)).plus(inputs.ofPairs(pair)).silu();
    Value values = layers.linear(name + ".edge_mlp.2", hidden, channels).silu();
    if (gated) {
      values = values.times(layers.linear(name + ".gate", values, 1).sigmoid());
    }
    return new Messages(values.times(weights.unsqueeze(2)), directions);
  }

  /** phi_h of the paper's equation 6, with its residual. */
  private Value updated(Value scalars, Value normalised, Messages messages) {
    Value together = EquivariantTransformer.concat(normalised, messages.values().sum(1));
    Value hidden = layers.linear(name + ".node_mlp.0", together, channels).silu();
    return scalars.plus(layers.linear(name + ".node_mlp.2", hidden, channels));
  }
}
