package io.molspectra.cli.plot;

import java.awt.geom.Path2D;

/**
 * A curve as a path. Where many points share a column of the picture, only the first, the lowest,
 * the highest and the last of them are kept: the picture is the same, the file a part of the size.
 */
final class CurvePath {

  private static final double COLUMNS_PER_UNIT = 2;

  private CurvePath() {}

  /**
   * @param x [L] in the numbers of the axes, ascending or descending
   * @param y [L]
   */
  static Path2D of(Axes axes, double[] x, double[] y) {
    Path2D.Double path = new Path2D.Double();
    int first = 0;
    while (first < x.length) {
      long column = column(axes, x[first]);
      int low = first;
      int high = first;
      int last = first;
      while (last + 1 < x.length && column(axes, x[last + 1]) == column) {
        last++;
        low = y[last] < y[low] ? last : low;
        high = y[last] > y[high] ? last : high;
      }
      int[] kept = {first, Math.min(low, high), Math.max(low, high), last};
      for (int k = 0; k < kept.length; k++) {
        if (k == 0 || kept[k] != kept[k - 1]) {
          to(path, axes.x(x[kept[k]]), axes.y(y[kept[k]]));
        }
      }
      first = last + 1;
    }
    return path;
  }

  private static long column(Axes axes, double x) {
    return (long) Math.floor(axes.x(x) * COLUMNS_PER_UNIT);
  }

  /** Rounded to a hundredth of a unit, which no printer resolves. */
  private static void to(Path2D.Double path, double x, double y) {
    double roundX = Math.rint(100 * x) / 100;
    double roundY = Math.rint(100 * y) / 100;
    if (path.getCurrentPoint() == null) {
      path.moveTo(roundX, roundY);
    } else {
      path.lineTo(roundX, roundY);
    }
  }
}
