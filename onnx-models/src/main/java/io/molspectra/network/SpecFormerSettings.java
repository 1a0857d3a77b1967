package io.molspectra.network;

import java.util.List;

/**
 * Architecture of SpecFormer.
 *
 * @param spectra kinds of spectra and their patches, in the order of the tokens
 * @param width d, width of the tokens
 * @param heads attention heads; must divide the width
 * @param layers transformer layers
 * @param feedForward width inside the feed-forward networks
 * @param output C, width of the embedding
 * @param residualAttention whether a layer's scores are added to the next one's, as the reference
 *     does and the paper does not say
 * @param norm norm after attention and feed-forward network
 * @param head how tokens become one embedding
 */
public record SpecFormerSettings(
    List<SpectrumPatches> spectra,
    int width,
    int heads,
    int layers,
    int feedForward,
    int output,
    boolean residualAttention,
    Norm norm,
    Head head) {

  /** Norms of tokens. */
  public enum Norm {
    /** Over all tokens of a batch, with running statistics for inference (paper, reference). */
    BATCH,
    /** Of each token by itself. */
    LAYER
  }

  /** Ways from tokens to an embedding. */
  public enum Head {
    /** All tokens end to end through one matrix, whose size grows with their number. */
    FLATTEN,
    /** Learned queries, each a weighted mean of the tokens that are there. */
    POOLED
  }

  /**
   * @throws IllegalArgumentException if the numbers do not fit together
   */
  public SpecFormerSettings {
    spectra = List.copyOf(spectra);
    if (spectra.isEmpty()
        || spectra.stream().map(SpectrumPatches::kind).distinct().count() != spectra.size()) {
      throw new IllegalArgumentException(
          "SpecFormer needs at least one kind of spectrum, and each once, got %s"
              .formatted(spectra.stream().map(SpectrumPatches::kind).toList()));
    }
    if (width < 1 || heads < 1 || layers < 1 || feedForward < 1 || output < 1) {
      throw new IllegalArgumentException("the sizes of SpecFormer must be positive");
    }
    if (width % heads != 0) {
      throw new IllegalArgumentException(
          "SpecFormer's width %d must be a multiple of its %d heads".formatted(width, heads));
    }
  }

  /** T, number of tokens of all kinds. */
  public int tokens() {
    return spectra.stream().mapToInt(SpectrumPatches::count).sum();
  }
}
