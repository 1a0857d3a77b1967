package io.molspectra.spectrum;

import java.util.Arrays;

/**
 * Brings curves with the same points onto a grid. The method, which {@link Resampling} states, is
 * linear in the intensities, so that its weights are worked out once and serve every row of a file.
 */
final class Resampler {

  /** Two points are the same if they differ by less than this part of the grid's step. */
  static final double SAME_POINT = 1e-3;

  private final boolean identical;
  private final int[] firsts;
  private final double[][] weights;
  private final int covered;

  private Resampler(boolean identical, int[] firsts, double[][] weights, int covered) {
    this.identical = identical;
    this.firsts = firsts;
    this.weights = weights;
    this.covered = covered;
  }

  /**
   * @param points at least two, strictly ascending, in the grid's unit
   */
  static Resampler of(double[] points, SpectrumGrid grid) {
    int length = grid.length();
    if (isSame(points, grid)) {
      return new Resampler(true, new int[0], new double[0][], length);
    }
    int[] firsts = new int[length];
    double[][] weights = new double[length][];
    int covered = 0;
    double tolerance = SAME_POINT * grid.step();
    for (int i = 0; i < length; i++) {
      double x = grid.at(i);
      boolean inside = x >= points[0] - tolerance && x <= points[points.length - 1] + tolerance;
      if (!inside) {
        weights[i] = new double[0];
        continue;
      }
      covered++;
      int k = intervalOf(points, x);
      if (points[k + 1] - points[k] >= grid.step() * (1 - SAME_POINT)) {
        double t = Math.min(Math.max((x - points[k]) / (points[k + 1] - points[k]), 0), 1);
        firsts[i] = k;
        weights[i] = new double[] {1 - t, t};
      } else {
        firsts[i] = intervalOf(points, x - grid.step() / 2);
        weights[i] = cellAverage(points, firsts[i], x, grid.step());
      }
    }
    return new Resampler(false, firsts, weights, covered);
  }

  /** Whether the points are the grid's, so that intensities are taken as they are. */
  boolean identical() {
    return identical;
  }

  /** How many points of the grid lie within the range of the curve's points. */
  int covered() {
    return covered;
  }

  /** The curve on the grid, 0 outside its range. */
  float[] apply(double[] intensities) {
    int length = identical ? intensities.length : firsts.length;
    float[] out = new float[length];
    for (int i = 0; i < length; i++) {
      if (identical) {
        out[i] = (float) intensities[i];
        continue;
      }
      double sum = 0;
      double[] of = weights[i];
      for (int j = 0; j < of.length; j++) {
        sum += of[j] * intensities[firsts[i] + j];
      }
      out[i] = (float) sum;
    }
    return out;
  }

  private static boolean isSame(double[] points, SpectrumGrid grid) {
    if (points.length != grid.length()) {
      return false;
    }
    for (int i = 0; i < points.length; i++) {
      if (Math.abs(points[i] - grid.at(i)) > SAME_POINT * grid.step()) {
        return false;
      }
    }
    return true;
  }

  /** The interval k, from point k to k + 1, that holds x; the outermost for x beyond them. */
  private static int intervalOf(double[] points, double x) {
    int found = Arrays.binarySearch(points, x);
    int at = found >= 0 ? found : -found - 2;
    return Math.min(Math.max(at, 0), points.length - 2);
  }

  /** Weights, from point {@code first} on, of the mean of the polyline over the cell around x. */
  private static double[] cellAverage(double[] points, int first, double x, double step) {
    double low = Math.max(x - step / 2, points[0]);
    double high = Math.min(x + step / 2, points[points.length - 1]);
    int last = intervalOf(points, high);
    double[] weights = new double[last - first + 2];
    for (int k = first; k <= last; k++) {
      double from = Math.max(low, points[k]);
      double to = Math.min(high, points[k + 1]);
      double width = points[k + 1] - points[k];
      double t = ((from + to) / 2 - points[k]) / width;
      double share = Math.max(to - from, 0) / (high - low);
      weights[k - first] += share * (1 - t);
      weights[k - first + 1] += share * t;
    }
    return weights;
  }
}
