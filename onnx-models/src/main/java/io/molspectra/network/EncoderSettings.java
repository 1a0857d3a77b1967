package io.molspectra.network;

/**
 * Architecture of the Equivariant Transformer.
 *
 * @param channels C, width of scalar and vector features
 * @param layers number of attention layers
 * @param heads H, attention heads; must divide the channels
 * @param radialFunctions R, size of the radial basis
 * @param cutoffLower pairs nearer than this do not interact, angstrom; 0 for none
 * @param cutoffUpper pairs at or beyond this do not interact, angstrom
 * @param maxAtomicNumber rows of the embedding tables; the largest element is one less
 * @param layerNorms whether scalars and vectors are normalised after every layer
 * @param layerVectorNorm norm of the vectors after every layer, if {@code layerNorms}
 * @param outputVectorNorm norm of the vectors after the last layer
 * @param valueCutoff whether the cutoff multiplies the values (energy and forces continuous at the
 *     cutoff) or, as in the reference, the attention weights alone
 * @param smoothNorms whether lengths of vectors in the heads are smooth at zero
 */
public record EncoderSettings(
    int channels,
    int layers,
    int heads,
    int radialFunctions,
    double cutoffLower,
    double cutoffUpper,
    int maxAtomicNumber,
    boolean layerNorms,
    VectorNorm layerVectorNorm,
    VectorNorm outputVectorNorm,
    boolean valueCutoff,
    boolean smoothNorms)
    implements EncoderSpec {

  /**
   * @throws IllegalArgumentException if the numbers do not fit together
   */
  public EncoderSettings {
    if (channels < 2 || layers < 1 || heads < 1 || radialFunctions < 2 || maxAtomicNumber < 2) {
      throw new IllegalArgumentException(
          "channels, layers, heads, radial functions and elements must be positive");
    }
    if (channels % heads != 0 || channels % 2 != 0) {
      throw new IllegalArgumentException(
          "%d channels must be even and a multiple of %d heads".formatted(channels, heads));
    }
    if (!(cutoffLower >= 0 && cutoffLower < cutoffUpper)) {
      throw new IllegalArgumentException(
          "the cutoffs must satisfy 0 <= lower < upper, got %s and %s"
              .formatted(cutoffLower, cutoffUpper));
    }
  }

  @Override
  public EquivariantTransformer encoder() {
    return new EquivariantTransformer(this);
  }

  /** Options in which the presets differ; the sizes are the caller's. */
  public static EncoderSettings of(
      Preset preset,
      int channels,
      int layers,
      int heads,
      int radialFunctions,
      double cutoffLower,
      double cutoffUpper,
      int maxAtomicNumber) {
    boolean ours = preset == Preset.MOLSPECTRA;
    boolean perLayer = preset == Preset.REFERENCE;
    return new EncoderSettings(
        channels,
        layers,
        heads,
        radialFunctions,
        cutoffLower,
        cutoffUpper,
        maxAtomicNumber,
        perLayer,
        perLayer ? VectorNorm.WHITENED : VectorNorm.NONE,
        ours ? VectorNorm.RMS : preset == Preset.REFERENCE ? VectorNorm.WHITENED : VectorNorm.NONE,
        ours,
        ours);
  }

  /** The same with other norms, as imported models have them. */
  public EncoderSettings withNorms(boolean perLayer, VectorNorm layer, VectorNorm output) {
    return new EncoderSettings(
        channels,
        layers,
        heads,
        radialFunctions,
        cutoffLower,
        cutoffUpper,
        maxAtomicNumber,
        perLayer,
        layer,
        output,
        valueCutoff,
        smoothNorms);
  }
}
