package io.molspectra.cli.plot;

import java.awt.geom.Path2D;

/**
 * A curve as a path. Where many points share a column of the picture, only the first, the lowest,
 * the highest and the last of them are kept: the picture is the same, the file a part of the size.
 */
final class CurvePath {

  private static final double COLUMNS_PER_UNIT = 2;

  private final Path2D.Double path = new Path2D.Double();
  private long column = Long.MIN_VALUE;
  private double lastX;
  private double lastY;
  private double low;
  private double high;

  private CurvePath() {}

  /**
   * @param x [L] in the numbers of the axes
   * @param y [L]
   */
  static Path2D of(Axes axes, double[] x, double[] y) {
    CurvePath curve = new CurvePath();
    for (int i = 0; i < x.length; i++) {
      curve.add(axes.x(x[i]), axes.y(y[i]));
    }
    curve.endColumn();
    return curve.path;
  }

  private void add(double x, double y) {
    long of = (long) Math.floor(x * COLUMNS_PER_UNIT);
    if (of != column) {
      endColumn();
      column = of;
      low = y;
      high = y;
      to(x, y);
    }
    low = Math.min(low, y);
    high = Math.max(high, y);
    lastX = x;
    lastY = y;
  }

  private void endColumn() {
    if (column == Long.MIN_VALUE) {
      return;
    }
    double startY = path.getCurrentPoint().getY();
    if (low < Math.min(startY, lastY)) {
      to(lastX, low);
    }
    if (high > Math.max(startY, lastY)) {
      to(lastX, high);
    }
    to(lastX, lastY);
  }

  /** Rounded to a hundredth of a unit, which no printer resolves. */
  private void to(double x, double y) {
    double roundX = Math.rint(100 * x) / 100;
    double roundY = Math.rint(100 * y) / 100;
    if (path.getCurrentPoint() == null) {
      path.moveTo(roundX, roundY);
    } else if (path.getCurrentPoint().getX() != roundX || path.getCurrentPoint().getY() != roundY) {
      path.lineTo(roundX, roundY);
    }
  }
}
