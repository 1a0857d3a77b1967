package io.molspectra.network;

import io.molspectra.graph.Value;
import io.molspectra.network.ParameterSource.Initialisation;
import java.util.Map;

/** Norms of tokens [M, T, d]. */
final class TokenNorm {
  private static final double EPSILON = 1e-5;

  private TokenNorm() {}

  /**
   * Batch normalisation with the statistics of this batch (facts C.1, no. 5), over the tokens that
   * are there.
   *
   * @param statistics gets the mean and the unbiased variance of the batch by the names of the
   *     running statistics, [d]
   */
  static Value byBatch(
      Layers layers, String name, Value tokens, Value present, Map<String, Value> statistics) {
    Value count = present.sum(0, 1, 2);
    Value mean = tokens.times(present).sum(0, 1).dividedBy(count);
    Value centred = tokens.minus(mean);
    Value squares = centred.squared().times(present).sum(0, 1);
    Value variance = squares.dividedBy(count);
    statistics.put(name + ".running_mean", mean);
    statistics.put(name + ".running_var", squares.dividedBy(count.minus(1)));
    return scaled(layers, name, centred.dividedBy(variance.plus(EPSILON).sqrt()));
  }

  /** The same with running statistics, which are parameters here that training sets by itself. */
  static Value byRunningStatistics(Layers layers, String name, Value tokens) {
    long width = tokens.shape().last().factor();
    Value mean = layers.parameter(name + ".running_mean", Initialisation.ZERO, width);
    Value variance = layers.parameter(name + ".running_var", Initialisation.ONE, width);
    return scaled(layers, name, tokens.minus(mean).dividedBy(variance.plus(EPSILON).sqrt()));
  }

  private static Value scaled(Layers layers, String name, Value normalised) {
    long width = normalised.shape().last().factor();
    return normalised
        .times(layers.parameter(name + ".weight", Initialisation.ONE, width))
        .plus(layers.parameter(name + ".bias", Initialisation.ZERO, width));
  }
}
