package io.molspectra.trainer.config;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Size and variant of the 3D encoder.
 *
 * @param preset variant of the network
 * @param embeddingDimension channels C of scalars and vectors, a multiple of {@code numHeads} and 2
 * @param numLayers attention layers
 * @param numHeads attention heads
 * @param numRbf radial basis functions
 * @param cutoffLower angstrom
 * @param cutoffUpper angstrom
 * @param maxZ rows of the element table: atomic numbers below it are known
 * @param encoder which network it is; EGNN has no attention heads and a single variant
 */
public record ModelSettings(
    ModelPreset preset,
    int embeddingDimension,
    int numLayers,
    int numHeads,
    int numRbf,
    double cutoffLower,
    double cutoffUpper,
    int maxZ,
    @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = DefaultEncoder.class)
        EncoderKind encoder) {

  /**
   * @throws IllegalArgumentException if a value is out of range
   */
  public ModelSettings {
    Check.require(preset != null, "model.preset", "is missing", "none");
    Check.atLeast("model.embedding_dimension", 2, embeddingDimension);
    Check.atLeast("model.num_layers", 1, numLayers);
    Check.atLeast("model.num_heads", 1, numHeads);
    Check.atLeast("model.num_rbf", 2, numRbf);
    Check.atLeast("model.max_z", 2, maxZ);
    Check.notNegative("model.cutoff_lower", cutoffLower);
    Check.require(
        cutoffUpper > cutoffLower && Double.isFinite(cutoffUpper),
        "model.cutoff_upper",
        "must lie above model.cutoff_lower (%s)".formatted(cutoffLower),
        cutoffUpper);
    Check.require(
        embeddingDimension % numHeads == 0 && embeddingDimension % 2 == 0,
        "model.embedding_dimension",
        "must be even and a multiple of model.num_heads (%d)".formatted(numHeads),
        embeddingDimension);
    Check.require(encoder != null, "model.encoder", "is missing", "none");
    Check.require(
        encoder == EncoderKind.ET || preset == ModelPreset.MOLSPECTRA,
        "model.preset",
        "must be molspectra, the only variant there is with model.encoder egnn",
        preset);
  }

  /** The same with the default encoder. */
  public ModelSettings(
      ModelPreset preset,
      int embeddingDimension,
      int numLayers,
      int numHeads,
      int numRbf,
      double cutoffLower,
      double cutoffUpper,
      int maxZ) {
    this(
        preset,
        embeddingDimension,
        numLayers,
        numHeads,
        numRbf,
        cutoffLower,
        cutoffUpper,
        maxZ,
        EncoderKind.ET);
  }
}
