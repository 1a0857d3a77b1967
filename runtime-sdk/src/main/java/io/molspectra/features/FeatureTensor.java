package io.molspectra.features;

/**
 * A named-input tensor of the graph contract: a shape and its values, row-major. The values are
 * shared with the batch they came from and must not be modified.
 */
public sealed interface FeatureTensor {

  /** Size of each axis. */
  long[] shape();

  /**
   * Indices and element numbers.
   *
   * @param shape size of each axis
   * @param values row-major
   */
  record Int64(long[] shape, long[] values) implements FeatureTensor {}

  /**
   * Positions and masks.
   *
   * @param shape size of each axis
   * @param values row-major
   */
  record Float32(long[] shape, float[] values) implements FeatureTensor {}

  /**
   * Positions for graphs that compute in float64.
   *
   * @param shape size of each axis
   * @param values row-major
   */
  record Float64(long[] shape, double[] values) implements FeatureTensor {}
}
