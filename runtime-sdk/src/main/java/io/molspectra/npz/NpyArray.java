package io.molspectra.npz;

import java.lang.reflect.Array;
import java.util.Arrays;

/**
 * One array: element type, shape and values in row-major order, whatever the order in the file.
 *
 * <p>Whole numbers of every width are held as long, and the {@code to...} methods convert: float32
 * and float64 into each other, whole numbers into any number type, text into strings only. An
 * accessor that need not convert returns the array's own values, so treat what it returns as
 * read-only.
 */
public final class NpyArray {

  private final NpyType type;
  private final long[] shape;

  /** A float[], double[], long[] or String[], as the type wants. */
  private final Object values;

  NpyArray(NpyType type, long[] shape, Object values) {
    this.type = type;
    this.shape = shape.clone();
    this.values = values;
    long expected = elements(shape);
    if (expected != Array.getLength(values)) {
      throw new IllegalArgumentException(
          "shape %s has %d elements but there are %d values"
              .formatted(Arrays.toString(shape), expected, Array.getLength(values)));
    }
  }

  /**
   * A float32 array.
   *
   * @param values row by row
   * @param shape lengths of the axes; none for a single value
   * @throws IllegalArgumentException if shape and values do not fit, as for the other types
   */
  public static NpyArray of(float[] values, long... shape) {
    return new NpyArray(NpyType.FLOAT32, shape, values);
  }

  /** A float64 array. */
  public static NpyArray of(double[] values, long... shape) {
    return new NpyArray(NpyType.FLOAT64, shape, values);
  }

  /** An int64 array. */
  public static NpyArray of(long[] values, long... shape) {
    return new NpyArray(NpyType.INT64, shape, values);
  }

  /** A unicode array, as wide as its longest text; NUL characters at a text's end are not kept. */
  public static NpyArray of(String[] values, long... shape) {
    return new NpyArray(NpyType.STRING, shape, values);
  }

  /** Type of the elements in the file. */
  public NpyType type() {
    return type;
  }

  /** Lengths of the axes; empty for a single value. */
  public long[] shape() {
    return shape.clone();
  }

  /** Number of elements. */
  public int size() {
    return Array.getLength(values);
  }

  /**
   * The numbers as float, float64 rounded.
   *
   * @throws IllegalStateException if the array holds text
   */
  public float[] toFloats() {
    if (values instanceof float[] floats) {
      return floats;
    }
    float[] result = new float[size()];
    if (values instanceof double[] doubles) {
      for (int i = 0; i < result.length; i++) {
        result[i] = (float) doubles[i];
      }
      return result;
    }
    long[] longs = wholeNumbers("numbers");
    for (int i = 0; i < result.length; i++) {
      result[i] = longs[i];
    }
    return result;
  }

  /**
   * The numbers as double.
   *
   * @throws IllegalStateException if the array holds text
   */
  public double[] toDoubles() {
    if (values instanceof double[] doubles) {
      return doubles;
    }
    double[] result = new double[size()];
    if (values instanceof float[] floats) {
      for (int i = 0; i < result.length; i++) {
        result[i] = floats[i];
      }
      return result;
    }
    long[] longs = wholeNumbers("numbers");
    for (int i = 0; i < result.length; i++) {
      result[i] = longs[i];
    }
    return result;
  }

  /**
   * The whole numbers, truth values as 0 and 1.
   *
   * @throws IllegalStateException if the array holds floating-point numbers or text
   */
  public long[] toLongs() {
    return wholeNumbers("whole numbers");
  }

  /**
   * The texts.
   *
   * @throws IllegalStateException if the array holds numbers
   */
  public String[] toStrings() {
    if (values instanceof String[] strings) {
      return strings;
    }
    throw wrongType("text");
  }

  Object values() {
    return values;
  }

  /**
   * Product of the axes.
   *
   * @throws IllegalArgumentException if an axis is negative or the product beyond a Java array
   */
  static long elements(long[] shape) {
    long elements = 1;
    for (long axis : shape) {
      if (axis < 0) {
        throw new IllegalArgumentException("negative axis in shape " + Arrays.toString(shape));
      }
      long limit = axis == 0 ? Long.MAX_VALUE : (Integer.MAX_VALUE - 8) / axis;
      if (elements > limit) {
        throw new IllegalArgumentException(
            "shape " + Arrays.toString(shape) + " is larger than a Java array can be");
      }
      elements *= axis;
    }
    return elements;
  }

  private long[] wholeNumbers(String wanted) {
    if (values instanceof long[] longs) {
      return longs;
    }
    throw wrongType(wanted);
  }

  private IllegalStateException wrongType(String wanted) {
    return new IllegalStateException("the array holds " + type + ", not " + wanted);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NpyArray that
        && type == that.type
        && Arrays.equals(shape, that.shape)
        && Arrays.deepEquals(new Object[] {values}, new Object[] {that.values});
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(new Object[] {type, shape, values});
  }

  @Override
  public String toString() {
    return "NpyArray[" + type + ", " + Arrays.toString(shape) + "]";
  }
}
