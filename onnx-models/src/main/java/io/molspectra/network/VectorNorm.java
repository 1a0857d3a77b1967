package io.molspectra.network;

/** How vector features [A, 3, C] are normalised. */
public enum VectorNorm {
  /** Not at all. */
  NONE,
  /**
   * Divided by the root mean square over axes and channels of the atom: exactly equivariant and
   * without amplification of small vectors.
   */
  RMS,
  /**
   * Multiplied by the inverse square root of their 3 x 3 covariance, as the reference does: not
   * equivariant for linear and planar molecules, since its regulariser differs between the axes.
   */
  WHITENED
}
