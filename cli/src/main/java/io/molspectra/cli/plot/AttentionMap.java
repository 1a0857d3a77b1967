package io.molspectra.cli.plot;

import io.molspectra.spectrum.SpectralUnit;
import java.util.List;

/**
 * What the tokens of spectra attend to.
 *
 * @param weights [T, T] row by row: row i is what token i attends to, and sums to 1
 * @param blocks the spectra the tokens were cut from, in the order of the tokens
 */
public record AttentionMap(float[] weights, List<Block> blocks) {

  /**
   * The tokens of one spectrum.
   *
   * @param kind name of the kind
   * @param unit of the positions
   * @param positions the middle of each token, ascending
   */
  public record Block(String kind, SpectralUnit unit, double[] positions) {}

  /**
   * @throws IllegalArgumentException if there are not T x T weights
   */
  public AttentionMap {
    blocks = List.copyOf(blocks);
    long tokens = blocks.stream().mapToLong(block -> block.positions().length).sum();
    if (tokens == 0 || tokens * tokens != weights.length) {
      throw new IllegalArgumentException(
          "%d weights are no map of %d tokens".formatted(weights.length, tokens));
    }
  }

  /** T. */
  public int tokens() {
    return blocks.stream().mapToInt(block -> block.positions().length).sum();
  }

  float largest() {
    float largest = 0;
    for (float weight : weights) {
      largest = Math.max(largest, weight);
    }
    return largest;
  }
}
