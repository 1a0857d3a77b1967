package io.molspectra.network;

/**
 * Architecture of an {@link Egnn}.
 *
 * @param channels C, width of scalar and vector features
 * @param layers number of message-passing layers
 * @param radialFunctions R, size of the radial basis
 * @param cutoffLower pairs nearer than this do not interact, angstrom; 0 for none
 * @param cutoffUpper pairs at or beyond this do not interact, angstrom
 * @param maxAtomicNumber rows of the embedding table; the largest element is one less
 * @param gated whether each message is weighted by a learned gate
 * @param moving whether the layers move the atoms: the next one sees distances at the new places
 */
public record EgnnSettings(
    int channels,
    int layers,
    int radialFunctions,
    double cutoffLower,
    double cutoffUpper,
    int maxAtomicNumber,
    boolean gated,
    boolean moving)
    implements EncoderSpec {

  /**
   * @throws IllegalArgumentException if the numbers do not fit together
   */
  public EgnnSettings {
    if (channels < 2 || layers < 1 || radialFunctions < 2 || maxAtomicNumber < 2) {
      throw new IllegalArgumentException(
          "channels, layers, radial functions and elements must be positive");
    }
    if (channels % 2 != 0) {
      throw new IllegalArgumentException(
          "%d channels must be even: the heads halve them".formatted(channels));
    }
    if (!(cutoffLower >= 0 && cutoffLower < cutoffUpper)) {
      throw new IllegalArgumentException(
          "the cutoffs must satisfy 0 <= lower < upper, got %s and %s"
              .formatted(cutoffLower, cutoffUpper));
    }
  }

  @Override
  public Egnn encoder() {
    return new Egnn(this);
  }

  @Override
  public boolean smoothNorms() {
    return true;
  }
}
