package io.molspectra.trainer.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.molspectra.spectrum.SpectrumKind;
import java.util.List;

/**
 * Architecture of the spectrum encoder. Its output is as wide as the 3D encoder's features.
 *
 * @param width of the tokens, a multiple of {@code numHeads}
 * @param numLayers transformer layers
 * @param numHeads attention heads
 * @param feedForward width inside the feed-forward networks
 * @param residualAttention whether scores of a layer are added to those of the next
 * @param norm of tokens
 * @param head from tokens to one embedding
 * @param spectra the kinds of spectra
 */
public record SpecFormerConfig(
    int width,
    int numLayers,
    int numHeads,
    int feedForward,
    boolean residualAttention,
    Norm norm,
    Head head,
    List<SpectrumConfig> spectra) {

  /** Norms of tokens. */
  public enum Norm {
    /** Over the batch, with running statistics. */
    @JsonProperty("batch")
    BATCH,
    /** Of each token. */
    @JsonProperty("layer")
    LAYER
  }

  /** Ways from tokens to an embedding. */
  public enum Head {
    /** All tokens through one matrix. */
    @JsonProperty("flatten")
    FLATTEN,
    /** Learned weighted means. */
    @JsonProperty("pooled")
    POOLED
  }

  /**
   * @throws IllegalArgumentException if a value is out of range
   */
  public SpecFormerConfig {
    Check.atLeast("specformer.width", 1, width);
    Check.atLeast("specformer.num_layers", 1, numLayers);
    Check.atLeast("specformer.num_heads", 1, numHeads);
    Check.atLeast("specformer.feed_forward", 1, feedForward);
    Check.require(norm != null, "specformer.norm", "is missing", "none");
    Check.require(head != null, "specformer.head", "is missing", "none");
    Check.require(
        width % numHeads == 0,
        "specformer.width",
        "must be a multiple of specformer.num_heads (%d)".formatted(numHeads),
        width);
    Check.require(
        spectra != null && !spectra.isEmpty(),
        "specformer.spectra",
        "must list at least one kind",
        "none");
    spectra = List.copyOf(spectra);
    Check.require(
        spectra.stream().map(SpectrumConfig::name).distinct().count() == spectra.size(),
        "specformer.spectra",
        "must list each kind once",
        spectra.stream().map(SpectrumConfig::name).toList());
  }

  /** Names and grids. */
  public List<SpectrumKind> kinds() {
    return spectra.stream().map(SpectrumConfig::kind).toList();
  }

  /** The same with other spectra. */
  public SpecFormerConfig withSpectra(List<SpectrumConfig> others) {
    return new SpecFormerConfig(
        width, numLayers, numHeads, feedForward, residualAttention, norm, head, others);
  }

  /** The same with other options. */
  public SpecFormerConfig with(boolean residual, Norm otherNorm, Head otherHead) {
    return new SpecFormerConfig(
        width, numLayers, numHeads, feedForward, residual, otherNorm, otherHead, spectra);
  }
}
