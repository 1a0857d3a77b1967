package io.molspectra.retrieve;

/** Arithmetic on rows of vectors. */
final class Cosine {

  private Cosine() {}

  /** Rounding to float32 leaves less than this, a damaged file more. */
  private static final double LENGTH_TOLERANCE = 1e-5;

  /**
   * A copy with each row scaled to length one; rows of zeros stay.
   *
   * @throws IllegalArgumentException if a number is not finite
   */
  static float[] normalised(float[] rows, int width) {
    float[] unit = new float[rows.length];
    for (int row = 0; row < rows.length; row += width) {
      double squares = squares(rows, row, width);
      if (!Double.isFinite(squares)) {
        throw new IllegalArgumentException(
            "vector %d holds a number that is not finite".formatted(row / width));
      }
      double scale = squares == 0 ? 0 : 1 / Math.sqrt(squares);
      for (int c = row; c < row + width; c++) {
        unit[c] = (float) (rows[c] * scale);
      }
    }
    return unit;
  }

  /**
   * Makes sure that rows have length one, or are zeros.
   *
   * @throws IllegalArgumentException if one has another length
   */
  static void requireUnit(float[] rows, int width) {
    for (int row = 0; row < rows.length; row += width) {
      double squares = squares(rows, row, width);
      if (squares != 0 && !(Math.abs(squares - 1) < LENGTH_TOLERANCE)) {
        throw new IllegalArgumentException(
            "vector %d has length %s, not 1".formatted(row / width, Math.sqrt(squares)));
      }
    }
  }

  private static double squares(float[] rows, int start, int width) {
    double squares = 0;
    for (int c = start; c < start + width; c++) {
      squares += (double) rows[c] * rows[c];
    }
    return squares;
  }

  /** Sum of products; four sums side by side, since one would wait for itself at every step. */
  static float dot(float[] a, int startA, float[] b, int startB, int width) {
    float sum0 = 0;
    float sum1 = 0;
    float sum2 = 0;
    float sum3 = 0;
    int c = 0;
    for (; c + 3 < width; c += 4) {
      sum0 += a[startA + c] * b[startB + c];
      sum1 += a[startA + c + 1] * b[startB + c + 1];
      sum2 += a[startA + c + 2] * b[startB + c + 2];
      sum3 += a[startA + c + 3] * b[startB + c + 3];
    }
    for (; c < width; c++) {
      sum0 += a[startA + c] * b[startB + c];
    }
    return (sum0 + sum1) + (sum2 + sum3);
  }
}
