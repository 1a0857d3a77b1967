package io.molspectra.spectrum;

import io.molspectra.spectrum.Spectrum.Form;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Points and ordinates of a file while they are read; makes a {@link Spectrum} of them. */
final class PointList {

  /** A bound on memory that no instrument reaches. */
  private static final int MOST = 4_000_000;

  private double[] points = new double[1024];
  private double[] values = new double[1024];
  private long[] lines = new long[1024];
  private int size;

  void add(double point, double value, long line) throws SpectrumFault {
    if (size == MOST) {
      throw new SpectrumFault(
          SpectrumRejectReason.UNSUPPORTED, line, "has more than " + MOST + " points");
    }
    if (size == points.length) {
      points = Arrays.copyOf(points, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
      lines = Arrays.copyOf(lines, 2 * size);
    }
    if (!Double.isFinite(point) || !Double.isFinite(value)) {
      throw new SpectrumFault(
          SpectrumRejectReason.NON_FINITE_INTENSITY,
          line,
          "point %s with intensity %s is not finite".formatted(point, value));
    }
    points[size] = point;
    values[size] = value;
    lines[size++] = line;
  }

  int size() {
    return size;
  }

  double value(int i) {
    return values[i];
  }

  void movePoint(int i, double point) {
    points[i] = point;
  }

  /**
   * The spectrum, its points ascending.
   *
   * @param ordinateUnit as the file names it
   * @param ordinateLine line of that name
   * @throws SpectrumFault if the points of a curve turn around, are too few, or the ordinates are
   *     no intensities
   */
  Spectrum spectrum(String id, Form form, AxisUnit axis, String ordinateUnit, long ordinateLine)
      throws SpectrumFault {
    if (size < (form == Form.CURVE ? 2 : 1)) {
      throw new SpectrumFault(
          SpectrumRejectReason.MISSING_POINTS, 0, "holds " + size + " points, too few");
    }
    double[] x = Arrays.copyOf(points, size);
    double[] y = Arrays.copyOf(values, size);
    if (form == Form.STICKS) {
      int[] order =
          IntStream.range(0, size)
              .boxed()
              .sorted(Comparator.comparingDouble(i -> points[i]))
              .mapToInt(Integer::intValue)
              .toArray();
      x = Arrays.stream(order).mapToDouble(i -> points[i]).toArray();
      y = Arrays.stream(order).mapToDouble(i -> values[i]).toArray();
    } else if (requireOrder()) {
      x = Reversal.reversed(x);
      y = Reversal.reversed(y);
    }
    for (int i = 0; i < size; i++) {
      x[i] *= axis.factor();
    }
    return new Spectrum(
        id, x, Ordinates.intensities(ordinateUnit, ordinateLine, x, y), axis.unit(), form);
  }

  /** Whether the points descend. */
  private boolean requireOrder() throws SpectrumFault {
    boolean descending = points[1] < points[0];
    for (int i = 1; i < size; i++) {
      if (descending ? !(points[i] < points[i - 1]) : !(points[i] > points[i - 1])) {
        throw new SpectrumFault(
            SpectrumRejectReason.WRONG_GRID,
            lines[i],
            "point %s after %s: points must ascend or descend all the way"
                .formatted(points[i], points[i - 1]));
      }
    }
    return descending;
  }
}
