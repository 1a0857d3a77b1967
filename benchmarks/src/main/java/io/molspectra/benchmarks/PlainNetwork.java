package io.molspectra.benchmarks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import io.molspectra.network.EncoderSettings;
import io.molspectra.network.Heads;
import io.molspectra.network.MoleculeNetwork;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The default preset with its noise head and denoising loss, written by hand on DJL arrays: what
 * one would write without graphs, and what the executed graph is measured against. The padded
 * tensors, the names and shapes of the parameters are the graph's.
 *
 * @param settings architecture, of the preset MOLSPECTRA
 * @param parameters name to array
 */
record PlainNetwork(EncoderSettings settings, Map<String, NDArray> parameters) {
  private static final String MODEL = "representation_model.";
  private static final String LAYER_NORM = ".layernorm";
  private static final double RMS_EPSILON = 0.1;
  private static final double SMOOTHING = 0.1;
  private static final float LAYER_NORM_EPSILON = 1e-5f;

  /** What depends on positions alone; shapes as in the graph. */
  private record Geometry(
      NDArray cutoff, NDArray mask, NDArray other, NDArray radial, NDArray directions) {}

  /**
   * @param scalars [A, C]
   * @param vectors [A, 3, C]
   */
  private record Features(NDArray scalars, NDArray vectors) {}

  /**
   * The denoising loss, a scalar.
   *
   * @param inputs the graph's inputs, {@code noise_target} [A, 3] among them
   */
  NDArray loss(Map<String, NDArray> inputs) {
    NDArray target = get(inputs, MoleculeNetwork.NOISE_TARGET);
    return noise(inputs).sub(target).square().mean();
  }

  /** The output of the noise head, [A, 3]. */
  NDArray noise(Map<String, NDArray> inputs) {
    Geometry geometry = geometry(inputs);
    NDArray scalars = embed(inputs, geometry);
    NDArray vectors = null;
    for (int layer = 0; layer < settings.layers(); layer++) {
      Features features =
          attend(MODEL + "attention_layers." + layer, inputs, geometry, scalars, vectors);
      scalars = features.scalars();
      vectors = features.vectors();
    }
    NDArray last = Objects.requireNonNull(vectors);
    int channels = settings.channels();
    NDArray meanSquare =
        last.square().sum(new int[] {1, 2}, true).div(3f * channels).add(RMS_EPSILON);
    NDArray normalised = last.div(meanSquare.sqrt()).mul(parameter(MODEL + "out_norm_vec.weight"));
    var features = new Features(layerNorm(MODEL + "out_norm", scalars), normalised);
    String head = Heads.NOISE + ".output_network.";
    Features half = gated(head + "0", features, channels / 2, true);
    return gated(head + "1", half, 1, false).vectors().squeeze(2);
  }

  private Geometry geometry(Map<String, NDArray> inputs) {
    NDArray positions = get(inputs, "positions");
    NDArray displacements = rows(positions, get(inputs, "neighbors")).sub(positions.expandDims(1));
    NDArray slotMask = get(inputs, "pair_slots_mask");
    NDArray weight = slotMask.div(slotMask.sum(new int[] {1}, true));
    NDArray squared =
        displacements
            .square()
            .sum(new int[] {2})
            .flatten()
            .take(get(inputs, "pair_slots"))
            .mul(weight)
            .sum(new int[] {1});
    NDArray other = slotMask.get(":, 1");
    NDArray safe = squared.add(other.neg().add(1)).sqrt();
    NDArray distances = safe.mul(other);
    NDArray pairs = get(inputs, "neighbor_pair");
    NDArray directions = displacements.mul(other.div(safe).take(pairs).expandDims(2));
    NDArray cutoff = distances.mul(Math.PI / settings.cutoffUpper()).cos().add(1).mul(0.5);
    NDArray decayed = distances.mul(-5 / settings.cutoffUpper()).exp().expandDims(1);
    NDArray radial =
        decayed
            .sub(parameter(MODEL + "distance_expansion.means"))
            .square()
            .mul(parameter(MODEL + "distance_expansion.betas"))
            .neg()
            .exp()
            .mul(cutoff.expandDims(1));
    return new Geometry(cutoff, get(inputs, "neighbor_mask"), other, radial, directions);
  }

  private NDArray embed(Map<String, NDArray> inputs, Geometry geometry) {
    String name = MODEL + "neighbor_embedding";
    NDArray elements = get(inputs, "atomic_numbers");
    NDArray own = rows(parameter(MODEL + "embedding.weight"), elements);
    NDArray other = rows(parameter(name + ".embedding.weight"), elements);
    NDArray weights =
        linear(name + ".distance_proj", geometry.radial())
            .mul(geometry.cutoff().mul(geometry.other()).expandDims(1));
    NDArray around =
        rows(other, get(inputs, "neighbors"))
            .mul(rows(weights, get(inputs, "neighbor_pair")))
            .mul(geometry.mask().expandDims(2))
            .sum(new int[] {1});
    return linear(name + ".combine", NDArrays.concat(new NDList(own, around), 1));
  }

  private Features attend(
      String name,
      Map<String, NDArray> inputs,
      Geometry geometry,
      NDArray scalars,
      @Nullable NDArray vectors) {
    NDArray neighbors = get(inputs, "neighbors");
    NDArray pairs = get(inputs, "neighbor_pair");
    long atoms = neighbors.getShape().get(0);
    long slots = neighbors.getShape().get(1);
    int channels = settings.channels();
    Shape byHead = new Shape(atoms, slots, settings.heads(), channels / settings.heads());

    NDArray x = layerNorm(name + LAYER_NORM, scalars);
    NDArray query = linear(name + ".q_proj", x).expandDims(1);
    NDArray key = rows(linear(name + ".k_proj", x), neighbors);
    NDArray value = rows(linear(name + ".v_proj", x), neighbors);
    NDArray keyWeight = rows(silu(linear(name + ".dk_proj", geometry.radial())), pairs);
    NDArray valueWeight =
        rows(
            silu(linear(name + ".dv_proj", geometry.radial())).mul(geometry.cutoff().expandDims(1)),
            pairs);
    NDArray attention =
        silu(query.mul(key).mul(keyWeight).reshape(byHead).sum(new int[] {3}))
            .mul(geometry.mask().expandDims(2));
    NDList parts = value.mul(valueWeight).split(3, 2);
    NDArray scalarMessages =
        parts
            .get(0)
            .reshape(byHead)
            .mul(attention.expandDims(3))
            .reshape(atoms, slots, channels)
            .sum(new int[] {1});
    NDArray vectorMessages = geometry.directions().transpose(0, 2, 1).matMul(parts.get(2));
    NDList output = linear(name + ".o_proj", scalarMessages).split(3, 1);
    if (vectors == null) {
      return new Features(scalars.add(output.get(2)), vectorMessages);
    }
    NDArray carried =
        rows(vectors, neighbors)
            .mul(parts.get(1).mul(geometry.mask().expandDims(2)).expandDims(2))
            .sum(new int[] {1});
    NDList projected = vectors.matMul(parameter(name + ".vec_proj.weight")).split(3, 2);
    NDArray dot = projected.get(0).mul(projected.get(1)).sum(new int[] {1});
    return new Features(
        scalars.add(dot.mul(output.get(1)).add(output.get(2))),
        vectors.add(
            projected.get(2).mul(output.get(0).expandDims(1)).add(carried).add(vectorMessages)));
  }

  private Features gated(String name, Features features, int out, boolean activate) {
    NDArray projected = features.vectors().matMul(parameter(name + ".vec1_proj.weight"));
    NDArray lengths = projected.square().sum(new int[] {1}).add(SMOOTHING).sqrt();
    NDArray vectors = features.vectors().matMul(parameter(name + ".vec2_proj.weight"));
    NDArray hidden =
        silu(
            linear(
                name + ".update_net.0",
                NDArrays.concat(new NDList(features.scalars(), lengths), 1)));
    NDList parts = linear(name + ".update_net.2", hidden).split(new long[] {out}, 1);
    NDArray scalars = activate ? silu(parts.get(0)) : parts.get(0);
    return new Features(scalars, parts.get(1).expandDims(1).mul(vectors));
  }

  private NDArray linear(String name, NDArray x) {
    return x.matMul(parameter(name + ".weight")).add(parameter(name + ".bias"));
  }

  private NDArray layerNorm(String name, NDArray x) {
    return x.getNDArrayInternal()
        .layerNorm(
            x,
            new Shape(settings.channels()),
            parameter(name + ".weight"),
            parameter(name + ".bias"),
            LAYER_NORM_EPSILON)
        .singletonOrThrow();
  }

  private static NDArray silu(NDArray x) {
    return x.mul(x.getNDArrayInternal().sigmoid());
  }

  /** Rows of a table by DJL's fastest way to look them up. */
  private static NDArray rows(NDArray table, NDArray index) {
    long[] shape = table.getShape().getShape();
    NDArray flat = shape.length == 2 ? table : table.reshape(shape[0], -1);
    NDArray found =
        index.getNDArrayInternal().embedding(index, flat, SparseFormat.DENSE).singletonOrThrow();
    return shape.length == 2
        ? found
        : found.reshape(index.getShape().addAll(new Shape(shape).slice(1)));
  }

  private NDArray parameter(String name) {
    return get(parameters, name);
  }

  private static NDArray get(Map<String, NDArray> arrays, String name) {
    return Objects.requireNonNull(arrays.get(name), name);
  }
}
