package io.molspectra.network;

import io.molspectra.graph.DType;
import io.molspectra.graph.Graph;
import io.molspectra.graph.GraphBuilder;
import io.molspectra.graph.Operator;
import io.molspectra.graph.Tensor;
import io.molspectra.graph.Value;
import io.molspectra.network.SpecFormer.Encoded;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * SpecFormer and what is made of its tokens. Values of the graph by name:
 *
 * <table>
 *   <caption>Values</caption>
 *   <tr><td>tokens</td><td>[M, T, d]; beside a 3D network {@code spectrum_tokens}</td></tr>
 *   <tr><td>embedding</td><td>[M, C]; beside a 3D network {@code spectrum_embedding}</td></tr>
 *   <tr><td>attention_LAYER</td><td>[M, H, T, T]</td></tr>
 *   <tr><td>patches_KIND</td><td>[M, N, P], reconstructed from the tokens</td></tr>
 *   <tr><td>loss_reconstruct_KIND, loss_reconstruct</td><td>scalars, with masks alone</td></tr>
 * </table>
 */
public final class SpecFormerNetwork {
  public static final String TOKENS = "spectrum_tokens";
  public static final String EMBEDDING = "spectrum_embedding";
  public static final String LOSS_RECONSTRUCT = "loss_reconstruct";
  public static final String BUNDLE_TOKENS = "tokens";
  public static final String BUNDLE_EMBEDDING = "embedding";
  public static final String TOKEN_KIND = "token_kind";
  public static final String TOKEN_POSITION = "token_position";

  /** How far a reconstructed patch is from the original. */
  public enum PatchError {
    /** Mean over the points of a patch, as the reference computes it. */
    MEAN_SQUARE,
    /** Sum over the points of a patch, as the paper's Eq. 6 states it. */
    SQUARED_NORM
  }

  private final GraphBuilder builder;
  private final ParameterSource parameters;
  private final SpecFormerSettings settings;
  private final SpectrumTokens input;
  private final Encoded encoded;

  private SpecFormerNetwork(
      GraphBuilder builder,
      SpecFormerSettings settings,
      ParameterSource parameters,
      boolean masks,
      boolean training) {
    this.builder = builder;
    this.parameters = parameters;
    this.settings = settings;
    this.input = SpectrumTokens.of(builder, settings.spectra(), masks);
    Encoded raw = new SpecFormer(settings).encode(builder, input, parameters, training);
    this.encoded =
        new Encoded(
            builder.output(masks ? TOKENS : BUNDLE_TOKENS, raw.tokens()),
            builder.output(masks ? EMBEDDING : BUNDLE_EMBEDDING, raw.embedding()),
            raw.attention(),
            raw.statistics());
  }

  /** The form for inference: nothing is masked, batch norms use running statistics. */
  public static SpecFormerNetwork forInference(
      String name, SpecFormerSettings settings, ParameterSource parameters) {
    return new SpecFormerNetwork(new GraphBuilder(name), settings, parameters, false, false);
  }

  /**
   * The form that learns to reconstruct hidden patches, with all outputs.
   *
   * @param training whether batch norms use the batch's statistics, which are outputs then
   */
  public static SpecFormerNetwork forReconstruction(
      String name,
      SpecFormerSettings settings,
      ParameterSource parameters,
      PatchError error,
      boolean training) {
    return masked(new GraphBuilder(name), settings, parameters, training)
        .withReconstruction()
        .withReconstructionLoss(error)
        .withStatistics();
  }

  /**
   * A form with masks, added to a graph.
   *
   * @param training whether batch norms use the batch's statistics
   */
  static SpecFormerNetwork masked(
      GraphBuilder builder,
      SpecFormerSettings settings,
      ParameterSource parameters,
      boolean training) {
    return new SpecFormerNetwork(builder, settings, parameters, true, training);
  }

  /** Name of the input that tells which patches of a kind are hidden, [M, N]. */
  public static String mask(String kind) {
    return "patch_mask_" + kind;
  }

  /** Name of the output with the reconstructed patches of a kind. */
  public static String patches(String kind) {
    return "patches_" + kind;
  }

  /** Name of the attention weights of a layer. */
  public static String attention(int layer) {
    return "attention_" + layer;
  }

  /** Name of the reconstruction loss of one kind. */
  public static String loss(String kind) {
    return LOSS_RECONSTRUCT + "_" + kind;
  }

  /** Adds the attention weights of every layer to the results. */
  public SpecFormerNetwork withAttention() {
    for (int layer = 0; layer < settings.layers(); layer++) {
      builder.output(attention(layer), encoded.attention().get(layer));
    }
    return this;
  }

  /**
   * Adds which kind and which place each token stands for: {@code token_kind} int64 [T] and {@code
   * token_position} [T].
   *
   * @param positions centres of the tokens' patches in their kind's unit, [T]
   */
  public SpecFormerNetwork withTokenPlaces(double[] positions) {
    long[] kinds = new long[settings.tokens()];
    int token = 0;
    for (int kind = 0; kind < settings.spectra().size(); kind++) {
      int count = settings.spectra().get(kind).count();
      Arrays.fill(kinds, token, token + count, kind);
      token += count;
    }
    builder.output(TOKEN_KIND, builder.longs(kinds));
    builder.output(TOKEN_POSITION, builder.constant(Tensor.of(positions, settings.tokens())));
    return this;
  }

  /** Adds the heads that reconstruct patches from tokens. */
  public SpecFormerNetwork withReconstruction() {
    long[] counts = settings.spectra().stream().mapToLong(SpectrumPatches::count).toArray();
    List<Value> parts =
        counts.length == 1 ? List.of(encoded.tokens()) : encoded.tokens().split(1, counts);
    var layers = new Layers(builder, parameters);
    for (int i = 0; i < counts.length; i++) {
      SpectrumPatches patches = settings.spectra().get(i);
      builder.output(
          patches(patches.kind()),
          layers.linear(
              SpecFormer.MODEL + ".reconstruct_heads." + i, parts.get(i), patches.patchLength()));
    }
    return this;
  }

  /**
   * Adds the loss of masked-patch reconstruction (paper Eq. 6, facts C.1 no. 6): for each kind the
   * mean error of the hidden patches, summed over the kinds; 0 for a kind of which none is hidden.
   */
  SpecFormerNetwork withReconstructionLoss(PatchError error) {
    var losses = new ArrayList<Value>();
    for (SpectrumTokens.Kind kind : input.kinds()) {
      String name = kind.patches().kind();
      Value squares =
          builder.value(patches(name)).minus(kind.original()).squared().sum(2); // [M, N]
      Value hidden = kind.hidden();
      Value count = builder.node(Operator.MAX, hidden.sum(0, 1), builder.scalar(1, DType.FLOAT));
      Value sum = squares.times(hidden).sum(0, 1).dividedBy(count);
      Value loss =
          error == PatchError.MEAN_SQUARE ? sum.times(1.0 / kind.patches().patchLength()) : sum;
      losses.add(builder.output(loss(name), loss));
    }
    Value total = losses.get(0);
    for (Value loss : losses.subList(1, losses.size())) {
      total = total.plus(loss);
    }
    builder.output(LOSS_RECONSTRUCT, total);
    return this;
  }

  /** Makes the batch's statistics results, by the names of the running ones they go into. */
  SpecFormerNetwork withStatistics() {
    encoded.statistics().forEach((name, value) -> builder.output("batch/" + name, value));
    return this;
  }

  /**
   * Names of the outputs with the statistics of a training batch, by the running statistic each
   * goes into; empty if no norm has any.
   */
  public static Map<String, String> statistics(Graph training) {
    var names = new LinkedHashMap<String, String>();
    training.outputs().stream()
        .filter(output -> output.startsWith("batch/"))
        .forEach(output -> names.put(output.substring("batch/".length()), output));
    return names;
  }

  Value embedding() {
    return encoded.embedding();
  }

  /** 1 for molecules that have any spectrum, [M]. */
  Value anyPresent() {
    return input.anyPresent();
  }

  /** The graph so far. */
  public Graph build() {
    return builder.build();
  }
}
