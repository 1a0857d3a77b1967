package io.molspectra.features;

/**
 * Cells of half the reach in one array, for points that fill most of the box around them. The cells
 * of a column lie one after the other: the 125 cells around a place are 25 stretches of memory. May
 * be filled again and again without allocating.
 */
final class DenseGrid implements Grid {
  private static final int RANGE = 2;
  private static final int CELLS_PER_POINT = 16;
  private static final int FEW_CELLS = 4096;

  private final double[] low = new double[3];
  private final int[] counts = new int[3];
  private double reachSquared;
  private double width;
  private int[] cellOf = new int[0];
  private int[] starts = new int[0];
  private int[] order = new int[0];
  private double[] x = new double[0];
  private double[] y = new double[0];
  private double[] z = new double[0];

  /**
   * Sorts points into cells.
   *
   * @param points [n, 3], angstrom
   * @return false if they are so far apart that most cells would be empty: nothing is done then
   */
  boolean fill(double[] points, int n, double reach) {
    width = reach * MARGIN / RANGE;
    double cells = 1;
    for (int axis = 0; axis < 3; axis++) {
      double least = Double.POSITIVE_INFINITY;
      double most = Double.NEGATIVE_INFINITY;
      for (int k = axis; k < 3 * n; k += 3) {
        least = Math.min(least, points[k]);
        most = Math.max(most, points[k]);
      }
      low[axis] = least;
      double count = Math.floor((most - least) / width) + 1;
      cells *= count;
      counts[axis] = (int) count;
    }
    if (!(cells <= (double) CELLS_PER_POINT * n + FEW_CELLS)) {
      return false;
    }
    reachSquared = reach * reach;
    reserve(n, (int) cells);
    sort(points, n, (int) cells);
    return true;
  }

  private void sort(double[] points, int n, int cells) {
    java.util.Arrays.fill(starts, 0, cells + 1, 0);
    for (int i = 0; i < n; i++) {
      cellOf[i] = cell(points[3 * i], points[3 * i + 1], points[3 * i + 2]);
      starts[cellOf[i]]++;
    }
    int sum = 0;
    for (int c = 0; c < cells; c++) {
      sum += starts[c];
      starts[c] = sum;
    }
    starts[cells] = n;
    // From behind, so that every start ends where its cell begins.
    for (int i = n - 1; i >= 0; i--) {
      int at = --starts[cellOf[i]];
      order[at] = i;
      x[at] = points[3 * i];
      y[at] = points[3 * i + 1];
      z[at] = points[3 * i + 2];
    }
  }

  private void reserve(int n, int cells) {
    if (cellOf.length < n) {
      int room = n + n / 4;
      cellOf = new int[room];
      order = new int[room];
      x = new double[room];
      y = new double[room];
      z = new double[room];
    }
    if (starts.length < cells + 1) {
      starts = new int[cells + cells / 4 + 1];
    }
  }

  private int cell(double px, double py, double pz) {
    return (place(px, 0) * counts[1] + place(py, 1)) * counts[2] + place(pz, 2);
  }

  private int place(double coordinate, int axis) {
    return (int) ((coordinate - low[axis]) / width);
  }

  @Override
  public void near(double px, double py, double pz, IntList found) {
    int cx = place(px, 0);
    int cy = place(py, 1);
    int cz = place(pz, 2);
    int firstZ = Math.max(0, cz - RANGE);
    int lastZ = Math.min(counts[2] - 1, cz + RANGE);
    for (int ix = Math.max(0, cx - RANGE); ix <= Math.min(counts[0] - 1, cx + RANGE); ix++) {
      for (int iy = Math.max(0, cy - RANGE); iy <= Math.min(counts[1] - 1, cy + RANGE); iy++) {
        int column = (ix * counts[1] + iy) * counts[2];
        within(px, py, pz, starts[column + firstZ], starts[column + lastZ + 1], found);
      }
    }
  }

  private void within(double px, double py, double pz, int from, int to, IntList found) {
    found.reserve(to - from);
    int[] values = found.values;
    int size = found.size;
    for (int k = from; k < to; k++) {
      double dx = px - x[k];
      double dy = py - y[k];
      double dz = pz - z[k];
      // Written in any case and kept if near: cheaper than a branch nobody can predict.
      values[size] = order[k];
      size += dx * dx + dy * dy + dz * dz < reachSquared ? 1 : 0;
    }
    found.size = size;
  }
}
