package io.molspectra.graph;

import java.util.Arrays;
import java.util.Objects;

/**
 * A constant on the host. Real values are kept as doubles whatever the element type, so that an
 * executor in float64 sees the constants of a network unrounded.
 */
public final class Tensor {
  private final DType dtype;
  private final long[] shape;
  private final double @org.jspecify.annotations.Nullable [] reals;
  private final long @org.jspecify.annotations.Nullable [] integers;

  private Tensor(
      DType dtype,
      long[] shape,
      double @org.jspecify.annotations.Nullable [] reals,
      long @org.jspecify.annotations.Nullable [] integers) {
    long size = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    int length = reals != null ? reals.length : Objects.requireNonNull(integers).length;
    if (size != length) {
      throw new GraphException(
          "a tensor of shape "
              + Arrays.toString(shape)
              + " needs "
              + size
              + " values, got "
              + length);
    }
    this.dtype = dtype;
    this.shape = shape.clone();
    this.reals = reals;
    this.integers = integers;
  }

  /** Real values in working precision. */
  public static Tensor of(double[] values, long... shape) {
    return new Tensor(DType.FLOAT, shape, values.clone(), null);
  }

  /** Real values in working precision. */
  public static Tensor of(float[] values, long... shape) {
    double[] widened = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      widened[i] = values[i];
    }
    return new Tensor(DType.FLOAT, shape, widened, null);
  }

  /** Real values of the given real type. */
  public static Tensor real(DType dtype, double[] values, long... shape) {
    if (!dtype.isReal()) {
      throw new GraphException(dtype + " is no real type");
    }
    return new Tensor(dtype, shape, values.clone(), null);
  }

  /** Integers or, as 0 and 1, truth values. */
  public static Tensor integer(DType dtype, long[] values, long... shape) {
    if (dtype.isReal()) {
      throw new GraphException(dtype + " is no integer type");
    }
    return new Tensor(dtype, shape, null, values.clone());
  }

  /** A vector of int64. */
  public static Tensor ofLongs(long... values) {
    return integer(DType.INT64, values, values.length);
  }

  public static Tensor scalar(double value) {
    return of(new double[] {value});
  }

  /** A tensor of one repeated value, in working precision. */
  public static Tensor filled(double value, long... shape) {
    double[] values = new double[Math.toIntExact(Arrays.stream(shape).reduce(1, (a, b) -> a * b))];
    Arrays.fill(values, value);
    return of(values, shape);
  }

  public DType dtype() {
    return dtype;
  }

  public long[] shape() {
    return shape.clone();
  }

  public int size() {
    return reals != null ? reals.length : Objects.requireNonNull(integers).length;
  }

  public Type type() {
    return new Type(dtype, Shape.of(shape));
  }

  /** Values as doubles, whatever the element type. */
  public double[] toDoubles() {
    return reals != null
        ? reals.clone()
        : Arrays.stream(Objects.requireNonNull(integers)).asDoubleStream().toArray();
  }

  /** Values rounded to float32. */
  public float[] toFloats() {
    double[] source = toDoubles();
    float[] values = new float[source.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) source[i];
    }
    return values;
  }

  /**
   * Integer values.
   *
   * @throws GraphException if the tensor is real
   */
  public long[] toLongs() {
    if (integers == null) {
      throw new GraphException("a tensor of " + dtype + " holds no integers");
    }
    return integers.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tensor that
        && dtype == that.dtype
        && Arrays.equals(shape, that.shape)
        && Arrays.equals(reals, that.reals)
        && Arrays.equals(integers, that.integers);
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        dtype, Arrays.hashCode(shape), Arrays.hashCode(reals), Arrays.hashCode(integers));
  }

  @Override
  public String toString() {
    return type().toString();
  }
}
