package io.molspectra.network;

/** Architecture of a 3D encoder: which one it is, and its sizes. */
public sealed interface EncoderSpec permits EncoderSettings, EgnnSettings {

  /** The network it describes. */
  Encoder encoder();

  /** C, width of scalar and vector features. */
  int channels();

  /** Pairs at or beyond this do not interact, angstrom. */
  double cutoffUpper();

  /** Rows of the embedding tables; the largest element is one less. */
  int maxAtomicNumber();

  /** Whether lengths of vectors in the heads are smooth at zero. */
  boolean smoothNorms();
}
