package io.molspectra.network;

import io.molspectra.graph.Graph;
import io.molspectra.graph.GraphBuilder;
import io.molspectra.graph.Node;
import io.molspectra.graph.Operator;
import io.molspectra.graph.Value;

/** The package-private parts of the networks, for tests that compare them one by one. */
public final class NetworkParts {
  private NetworkParts() {}

  /** phi at distances below the upper cutoff, any shape. */
  public static Value cutoff(RadialBasis basis, Value distances) {
    return basis.cutoff(distances);
  }

  /** f_k at distances [P]: [P, R]. */
  public static Value expand(RadialBasis basis, ParameterSource parameters, Value distances) {
    return basis.expand(new Layers(distances.builder(), parameters), distances);
  }

  /** A norm of vectors [A, 3, C] with the parameter {@code <name>.weight}. */
  public static Value normalised(
      VectorNorm norm, ParameterSource parameters, String name, Value vectors) {
    return VectorNorms.apply(new Layers(vectors.builder(), parameters), name, norm, vectors);
  }

  /**
   * A molecular graph with the outputs {@code directions} [A, K, 3], unit vectors to the
   * neighbours, and {@code distances} [A, K], angstrom.
   */
  public static Graph geometry(RadialBasis basis) {
    var builder = new GraphBuilder("geometry");
    var inputs = new MoleculeInputs(builder);
    Geometry geometry = Geometry.of(new Layers(builder, new RandomParameters(0)), inputs, basis);
    builder.output("directions", geometry.directions());
    builder.output("distances", inputs.ofPairs(argumentOfTheCutoff(builder)));
    return builder.build();
  }

  /** The cutoff is the cosine of the distances times a constant. */
  private static Value argumentOfTheCutoff(GraphBuilder builder) {
    Node cosine =
        builder.nodes().stream()
            .filter(node -> node.operator() == Operator.COS)
            .findFirst()
            .orElseThrow();
    Node product =
        builder.nodes().stream()
            .filter(node -> node.outputs().contains(cosine.inputs().get(0)))
            .findFirst()
            .orElseThrow();
    return builder.value(product.inputs().get(0));
  }
}
