package io.molspectra.features;

/**
 * Cubes a little wider than the reach, hashed into about as many buckets as there are points:
 * memory is linear in the points, however far apart they are.
 */
final class SparseGrid implements Grid {

  /** Cubes beyond this one are merged; a pair of float32 points so far out has no resolution. */
  private static final int LAST_CELL = 100_000_000;

  private final double[] points;
  private final double reachSquared;
  private final double width;
  private final double[] low = new double[3];
  private final int[] cells;
  private final int[] bucketStarts;
  private final int[] bucketPoints;
  private final int mask;

  /**
   * @param points [n, 3], angstrom; kept
   */
  SparseGrid(double[] points, int n, double reach) {
    this.points = points;
    reachSquared = reach * reach;
    width = reach * MARGIN;
    cells = new int[3 * n];
    for (int axis = 0; axis < 3; axis++) {
      low[axis] = Double.POSITIVE_INFINITY;
      for (int i = 0; i < n; i++) {
        low[axis] = Math.min(low[axis], points[3 * i + axis]);
      }
      for (int i = 0; i < n; i++) {
        cells[3 * i + axis] = place(points[3 * i + axis], axis);
      }
    }
    mask = Integer.highestOneBit(Math.max(1, n - 1)) * 2 - 1;
    bucketStarts = new int[mask + 2];
    bucketPoints = new int[n];
    for (int i = 0; i < n; i++) {
      bucketStarts[bucketOf(i) + 1]++;
    }
    for (int b = 0; b <= mask; b++) {
      bucketStarts[b + 1] += bucketStarts[b];
    }
    int[] next = bucketStarts.clone();
    for (int i = 0; i < n; i++) {
      bucketPoints[next[bucketOf(i)]++] = i;
    }
  }

  @Override
  public void near(double px, double py, double pz, IntList found) {
    int cx = place(px, 0);
    int cy = place(py, 1);
    int cz = place(pz, 2);
    for (int x = cx - 1; x <= cx + 1; x++) {
      for (int y = cy - 1; y <= cy + 1; y++) {
        for (int z = cz - 1; z <= cz + 1; z++) {
          int bucket = hash(x, y, z) & mask;
          for (int at = bucketStarts[bucket]; at < bucketStarts[bucket + 1]; at++) {
            int i = bucketPoints[at];
            // Cubes may share a bucket: without this test a point could be found twice.
            if (cells[3 * i] == x
                && cells[3 * i + 1] == y
                && cells[3 * i + 2] == z
                && isNear(px, py, pz, i)) {
              found.add(i);
            }
          }
        }
      }
    }
  }

  private boolean isNear(double px, double py, double pz, int i) {
    double dx = px - points[3 * i];
    double dy = py - points[3 * i + 1];
    double dz = pz - points[3 * i + 2];
    return dx * dx + dy * dy + dz * dz < reachSquared;
  }

  private int place(double coordinate, int axis) {
    return (int) Math.min(Math.floor((coordinate - low[axis]) / width), LAST_CELL);
  }

  private int bucketOf(int point) {
    return hash(cells[3 * point], cells[3 * point + 1], cells[3 * point + 2]) & mask;
  }

  private static int hash(int x, int y, int z) {
    int h = x * 0x9E3779B1 + y * 0x85EBCA77 + z * 0xC2B2AE3D;
    h ^= h >>> 15;
    h *= 0x2C1B3C6D;
    return h ^ (h >>> 13);
  }
}
