package io.molspectra.network;

import io.molspectra.graph.DType;
import io.molspectra.graph.Dim;
import io.molspectra.graph.Graph;
import io.molspectra.graph.GraphBuilder;

/** The contrastive loss as a graph of its own, for losses of given embeddings. */
public final class ContrastiveLosses {
  private ContrastiveLosses() {}

  /**
   * Inputs {@code z_x} and {@code z_s} [M, C] and {@code present} [M]; output {@code loss}.
   *
   * @param channels C
   */
  public static Graph graph(ContrastSettings settings, Dim channels) {
    var builder = new GraphBuilder("contrastive loss");
    Dim molecules = Dim.symbol("M");
    var structures = builder.input("z_x", DType.FLOAT, molecules, channels);
    var spectra = builder.input("z_s", DType.FLOAT, molecules, channels);
    var present = builder.input("present", DType.FLOAT, molecules);
    builder.output(
        "loss",
        ContrastiveLoss.of(
            new Layers(builder, new RandomParameters(0)), settings, structures, spectra, present));
    return builder.build();
  }
}
