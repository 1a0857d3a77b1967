package io.molspectra.predict;

/**
 * One output of a task for a list of molecules, whatever batches it was computed in, in the width
 * the graph gives it. The first axis runs over molecules or atoms in the order given.
 */
public final class Output {
  private final long[] shape;
  private final float[] narrow;
  private final double[] wide;
  private final boolean isDouble;

  /**
   * An output in float32.
   *
   * @param shape size of each axis
   * @param values row-major
   */
  public Output(long[] shape, float[] values) {
    this(shape, values, new double[0], false);
  }

  /** An output in float64. */
  public Output(long[] shape, double[] values) {
    this(shape, new float[0], values, true);
  }

  private Output(long[] shape, float[] narrow, double[] wide, boolean isDouble) {
    this.shape = shape;
    this.narrow = narrow;
    this.wide = wide;
    this.isDouble = isDouble;
  }

  /** Size of each axis. */
  public long[] shape() {
    return shape;
  }

  /** Whether the graph gives it in float64. */
  public boolean isDouble() {
    return isDouble;
  }

  /** Number of values. */
  public int size() {
    return isDouble ? wide.length : narrow.length;
  }

  /** Row-major, in float32. */
  public float[] values() {
    return isDouble ? RealValues.narrowed(wide) : narrow;
  }

  /** Row-major, in float64. */
  public double[] doubles() {
    return isDouble ? wide : RealValues.widened(narrow);
  }
}
