package io.molspectra.network;

import io.molspectra.graph.GraphBuilder;
import io.molspectra.graph.Value;

/**
 * The E(n)-equivariant graph network (Satorras, Hoogeboom and Welling, ICML 2021, equations 3 to 6)
 * on neighbour lists. Different from the paper, so that energy and forces pass the cutoff without a
 * jump and so that deep networks and large molecules need no tuning:
 *
 * <ul>
 *   <li>messages see radial functions of the distance besides its square, and are multiplied by the
 *       cutoff;
 *   <li>scalars are normalised before each layer and at the end;
 *   <li>a layer moves an atom by a weighted mean, not a sum, of bounded steps: less than one
 *       angstrom;
 *   <li>after the last layer no atom moves: sums of directions times messages are the vectors.
 * </ul>
 *
 * @param settings architecture
 */
public record Egnn(EgnnSettings settings) implements Encoder {
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
    // An atom sends itself no message.
    Value weights = geometry.cutoffSlots().times(inputs.ofPairs(geometry.otherPairs()));
    Value scalars =
        layers.embedding(
            MODEL + ".embedding",
            inputs.atomicNumbers(),
            settings.maxAtomicNumber(),
            settings.channels());
    Value original = inputs.ofNeighbors(inputs.positions()).minus(inputs.positions().unsqueeze(1));
    Value moves = null;
    for (int number = 0; number + 1 < settings.layers(); number++) {
      EgnnLayer layer = layer(layers, inputs, original, geometry, weights, number);
      Value x = scalars;
      Value moved = moves;
      EgnnLayer.Result result =
          builder.scoped("layer" + number, () -> layer.update(x, moved, settings.moving()));
      scalars = result.scalars();
      moves = result.moves();
    }
    EgnnLayer last = layer(layers, inputs, original, geometry, weights, settings.layers() - 1);
    Value x = scalars;
    Value moved = moves;
    Features features =
        builder.scoped("layer" + (settings.layers() - 1), () -> last.features(x, moved));
    return builder.scoped(
        "out_norm",
        () ->
            new Features(
                layers.layerNorm(MODEL + ".out_norm", features.scalars()),
                VectorNorms.apply(
                    layers, MODEL + ".out_norm_vec", VectorNorm.RMS, features.vectors())));
  }

  private EgnnLayer layer(
      Layers layers,
      MoleculeInputs inputs,
      Value original,
      Geometry geometry,
      Value weights,
      int number) {
    return new EgnnLayer(
        layers,
        MODEL + ".egnn_layers." + number,
        inputs,
        original,
        geometry.radial(),
        weights,
        settings.channels(),
        settings.cutoffUpper(),
        settings.gated());
  }
}
