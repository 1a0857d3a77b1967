package io.molspectra.network;

import io.molspectra.graph.DType;
import io.molspectra.graph.GraphBuilder;
import io.molspectra.graph.Operator;
import io.molspectra.graph.Tensor;
import io.molspectra.graph.Value;
import io.molspectra.network.ParameterSource.Initialisation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * SpecFormer (paper section 3.1, facts C.1): a transformer over the patches of all spectra of a
 * molecule. Spectra that are not there are attended by nothing and count in no statistics.
 *
 * @param settings architecture
 */
record SpecFormer(SpecFormerSettings settings) {
  static final String MODEL = "representation_spec_model";
  private static final String BACKBONE = MODEL + ".backbone";

  /** Queries of the pooled head. */
  private static final int QUERIES = 8;

  /** Added to scores of tokens that are not there. */
  private static final double HIDDEN = -1e9;

  /**
   * What the network computes.
   *
   * @param tokens [M, T, d]
   * @param embedding [M, C]
   * @param attention of each layer, [M, H, T, T]
   * @param statistics of batch norms in training, see {@link TokenNorm#byBatch}
   */
  record Encoded(
      Value tokens, Value embedding, List<Value> attention, Map<String, Value> statistics) {}

  /** Appends the network; batch norms use the batch's own statistics in training. */
  Encoded encode(
      GraphBuilder builder, SpectrumTokens input, ParameterSource parameters, boolean training) {
    var layers = new Layers(builder, parameters);
    var statistics = new LinkedHashMap<String, Value>();
    var attention = new ArrayList<Value>();
    Value absent =
        input.present().minus(1).times(-HIDDEN).transpose(0, 2, 1).unsqueeze(1); // [M, 1, 1, T]
    Value tokens = builder.scoped("tokens", () -> embed(layers, input));
    Value scores = null;
    for (int layer = 0; layer < settings.layers(); layer++) {
      String name = BACKBONE + ".encoder.layers." + layer;
      Value h = tokens;
      Value former = scores;
      Norms norms =
          (suffix, x) -> normalise(layers, name + suffix, x, input.present(), training, statistics);
      Attended attended =
          builder.scoped(
              "specformer" + layer, () -> attend(layers, name + ".self_attn", h, former, absent));
      attention.add(attended.weights());
      scores = settings.residualAttention() ? attended.scores() : null;
      tokens =
          builder.scoped(
              "specformer" + layer,
              () -> {
                Value added = norms.apply(".norm_attn.1", h.plus(attended.output()));
                Value inner =
                    Layers.gelu(layers.linear(name + ".ff.0", added, settings.feedForward()));
                Value forward = layers.linear(name + ".ff.3", inner, settings.width());
                return norms.apply(".norm_ffn.1", added.plus(forward));
              });
    }
    Value last = tokens;
    Value embedding = builder.scoped("spectrum_head", () -> head(layers, input, last));
    return new Encoded(last, embedding, attention, statistics);
  }

  @FunctionalInterface
  private interface Norms {
    Value apply(String suffix, Value tokens);
  }

  private record Attended(Value output, Value weights, Value scores) {}

  /** Patch and position encoding: p W + b + position, [M, T, d]. */
  private Value embed(Layers layers, SpectrumTokens input) {
    var parts = new ArrayList<Value>();
    for (int i = 0; i < input.kinds().size(); i++) {
      SpectrumTokens.Kind kind = input.kinds().get(i);
      Value position =
          layers.parameter(
              BACKBONE + ".W_pos_" + kind.patches().kind(),
              Initialisation.POSITION,
              kind.patches().count(),
              settings.width());
      parts.add(
          layers.linear(BACKBONE + ".W_P." + i, kind.shown(), settings.width()).plus(position));
    }
    return SpectrumTokens.join(parts);
  }

  /** Multi-head attention; the scores passed on are those before the softmax (facts C.1, no. 5). */
  private Attended attend(
      Layers layers, String name, Value h, @Nullable Value former, Value absent) {
    int heads = settings.heads();
    int width = settings.width() / heads;
    Value query = layers.linear(name + ".W_Q", h, settings.width()).reshape(0, 0, heads, width);
    Value key = layers.linear(name + ".W_K", h, settings.width()).reshape(0, 0, heads, width);
    Value value = layers.linear(name + ".W_V", h, settings.width()).reshape(0, 0, heads, width);
    Value scale =
        layers.buffer(
            name + ".sdp_attn.scale",
            Tensor.real(DType.FLOAT, new double[] {1 / Math.sqrt(width)}));
    Value scores = query.transpose(0, 2, 1, 3).times(scale).matmul(key.transpose(0, 2, 3, 1));
    if (former != null) {
      scores = scores.plus(former);
    }
    Value weights = h.builder().node(Operator.SOFTMAX, scores.plus(absent));
    Value mixed =
        weights
            .matmul(value.transpose(0, 2, 1, 3))
            .transpose(0, 2, 1, 3)
            .reshape(0, 0, settings.width());
    Value output =
        mixed
            .matmul(
                layers.parameter(
                    name + ".to_out.0.weight",
                    Initialisation.FAN_IN_UNIFORM,
                    settings.width(),
                    settings.width()))
            .plus(
                layers.parameter(
                    name + ".to_out.0.bias", Initialisation.FAN_IN_UNIFORM, settings.width()));
    return new Attended(output, weights, scores);
  }

  private Value normalise(
      Layers layers,
      String name,
      Value tokens,
      Value present,
      boolean training,
      Map<String, Value> statistics) {
    if (settings.norm() == SpecFormerSettings.Norm.LAYER) {
      return layers.layerNorm(name, tokens);
    }
    return training
        ? TokenNorm.byBatch(layers, name, tokens, present, statistics)
        : TokenNorm.byRunningStatistics(layers, name, tokens);
  }

  /** One vector a molecule, [M, C]. */
  private Value head(Layers layers, SpectrumTokens input, Value tokens) {
    Value gathered =
        switch (settings.head()) {
          case FLATTEN ->
              tokens.times(input.present()).reshape(0, (long) settings.tokens() * settings.width());
          case POOLED -> pooled(layers, input, tokens);
        };
    Value linear = layers.linear(MODEL + ".head.linear", gathered, settings.output());
    return layers.layerNorm(MODEL + ".out_norm", linear);
  }

  /** Each query weighs all tokens by a softmax: [M, Q, T] x [M, T, d] -> [M, Q * d]. */
  private Value pooled(Layers layers, SpectrumTokens input, Value tokens) {
    Value scores =
        layers
            .linearWithoutBias(MODEL + ".head.queries", tokens, QUERIES)
            .plus(input.present().minus(1).times(-HIDDEN))
            .transpose(0, 2, 1);
    return tokens
        .builder()
        .node(Operator.SOFTMAX, scores)
        .matmul(tokens)
        .reshape(0, (long) QUERIES * settings.width());
  }
}
