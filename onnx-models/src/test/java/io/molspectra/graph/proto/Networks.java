package io.molspectra.graph.proto;

import io.molspectra.graph.DType;
import io.molspectra.graph.Dim;
import io.molspectra.graph.GatherAdjoint;
import io.molspectra.graph.Graph;
import io.molspectra.graph.GraphBuilder;
import io.molspectra.graph.Tensor;
import io.molspectra.graph.Value;

/** Small networks whose results can be computed by hand. */
final class Networks {
  private Networks() {}

  /**
   * {@code y[a] = scale * sum over k of mask[a,k] * embedding[z[neighbors[a,k]]]} with the rows of
   * the embedding {@code (z, 10 z)} and scale 0.5. The tensors of the gather's adjoint are inputs
   * that no node reads.
   */
  static Graph neighbourSum() {
    Dim atoms = Dim.symbol("A");
    Dim slots = Dim.symbol("K");
    var builder = new GraphBuilder("neighbour sum");
    Value z = builder.input("z", DType.INT64, atoms);
    Value neighbors = builder.input("neighbors", DType.INT64, atoms, slots);
    Value mask = builder.input("mask", DType.FLOAT, atoms, slots);
    builder.input("reverse", DType.INT64, atoms, slots);
    builder.input("reverse_mask", DType.FLOAT, atoms, slots);
    builder.input("slot", DType.INT64, atoms, slots);
    Value table =
        builder.parameter("embedding.weight", Tensor.of(new double[] {0, 0, 1, 10, 2, 20}, 3, 2));
    Value scale = builder.parameter("scale", Tensor.scalar(0.5));
    Value rows = table.gather(z);
    Value read = rows.gather(neighbors, new GatherAdjoint("reverse", "reverse_mask", "slot", null));
    builder.output("y", read.times(mask.unsqueeze(-1)).sum(1).times(scale));
    return builder.build();
  }

  /** {@code y = x W + b} with W of the given extents, every element the same. */
  static Graph linear(String name, String weight, int in, int out, double value) {
    var builder = new GraphBuilder(name);
    Value x = builder.input("x", DType.FLOAT, Dim.symbol("A"), Dim.of(in));
    Value w = builder.parameter(weight, Tensor.filled(value, in, out));
    Value b = builder.parameter("bias", Tensor.filled(1, out));
    builder.output("y", x.matmul(w).plus(b));
    return builder.build();
  }
}
