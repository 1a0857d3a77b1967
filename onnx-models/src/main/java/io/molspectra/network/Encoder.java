package io.molspectra.network;

import io.molspectra.graph.GraphBuilder;

/** A network that turns molecules into features of their atoms. */
public interface Encoder {
  /** Width C of the features. */
  int channels();

  /** Appends the network to a graph. */
  Features encode(GraphBuilder builder, MoleculeInputs inputs, ParameterSource parameters);

  /**
   * What an encoder computes.
   *
   * @param scalars invariant features, [A, C]
   * @param vectors equivariant features, [A, 3, C]
   */
  record Features(io.molspectra.graph.Value scalars, io.molspectra.graph.Value vectors) {}
}
