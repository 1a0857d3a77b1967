package io.molspectra.features;

import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Finds the neighbours of the atoms of one molecule after the other: all atoms of the same molecule
 * at a distance strictly below the cutoff, in ascending order, without the atom itself. Distances
 * are computed in double precision from the float32 coordinates, so that both directions of a pair
 * agree. Time and memory are linear in the number of pairs; memory is kept from one use to the
 * next. For one thread at a time.
 */
final class NeighborSearch {

  /** From this size on a grid is faster than comparing every atom with every other. */
  static final int GRID_FROM = 64;

  /** One huge molecule must not occupy its memory for the rest of the process's life. */
  private static final int KEPT_PAIRS = 4 << 20;

  private static final ConcurrentLinkedQueue<NeighborSearch> IDLE = new ConcurrentLinkedQueue<>();

  private final IntList neighbors = new IntList();
  private final IntList unsorted = new IntList();
  private final DenseGrid dense = new DenseGrid();
  private int[] starts = new int[256];
  private int[] found = new int[256];
  private int[] next = new int[256];
  private double[] points = new double[256];
  private int atoms;

  /** One that no other thread uses; give it back with {@link #release}. */
  static NeighborSearch take() {
    NeighborSearch idle = IDLE.poll();
    NeighborSearch search = idle == null ? new NeighborSearch() : idle;
    search.clear();
    return search;
  }

  /** Keeps the memory for the next user. */
  void release() {
    if (neighbors.values.length <= KEPT_PAIRS) {
      IDLE.add(this);
    }
  }

  /** Forgets all molecules. */
  void clear() {
    neighbors.size = 0;
    atoms = 0;
  }

  /**
   * Adds a molecule.
   *
   * @param positions [atoms, 3], finite, angstrom
   * @throws IllegalArgumentException if all molecules have more than 2^29 pairs
   */
  void add(float[] positions, double cutoff) {
    int n = positions.length / 3;
    reserve(n);
    for (int k = 0; k < positions.length; k++) {
      points[k] = positions[k];
    }
    if (n < GRID_FROM) {
      compareAll(n, cutoff);
    } else if (dense.fill(points, n, cutoff)) {
      search(dense, n);
    } else {
      search(new SparseGrid(points, n, cutoff), n);
    }
    atoms += n;
  }

  private void reserve(int n) {
    if (starts.length < atoms + n + 1) {
      starts = Arrays.copyOf(starts, Math.max(2 * starts.length, atoms + n + 1));
    }
    if (found.length < n + 1) {
      found = new int[n + n / 4 + 1];
      next = new int[n + n / 4 + 1];
    }
    if (points.length < 3 * n) {
      points = new double[3 * n + n];
    }
  }

  private void compareAll(int n, double cutoff) {
    double squared = cutoff * cutoff;
    neighbors.reserve(n * n);
    int[] values = neighbors.values;
    int size = neighbors.size;
    for (int i = 0; i < n; i++) {
      starts[atoms + i] = size;
      for (int j = 0; j < n; j++) {
        double x = points[3 * i] - points[3 * j];
        double y = points[3 * i + 1] - points[3 * j + 1];
        double z = points[3 * i + 2] - points[3 * j + 2];
        values[size] = j;
        size += x * x + y * y + z * z < squared && j != i ? 1 : 0;
      }
    }
    neighbors.size = size;
    starts[atoms + n] = size;
  }

  /**
   * A grid finds neighbours in no order. Whoever tells each neighbour in turn of all atoms that
   * found it, atoms ascending, writes the same pairs in order: pairs are mutual.
   */
  private void search(Grid grid, int n) {
    unsorted.size = 0;
    for (int i = 0; i < n; i++) {
      found[i] = unsorted.size;
      grid.near(points[3 * i], points[3 * i + 1], points[3 * i + 2], unsorted);
    }
    found[n] = unsorted.size;
    int all = unsorted.size - n;
    neighbors.reserve(all);
    // Every atom finds itself, too, which is dropped.
    for (int i = 0; i <= n; i++) {
      starts[atoms + i] = neighbors.size + found[i] - i;
    }
    scatter(n);
    neighbors.size += all;
  }

  private void scatter(int n) {
    System.arraycopy(starts, atoms, next, 0, n);
    int[] values = neighbors.values;
    for (int i = 0; i < n; i++) {
      for (int at = found[i]; at < found[i + 1]; at++) {
        int j = unsorted.values[at];
        if (j != i) {
          values[next[j]++] = i;
        }
      }
    }
  }

  /** Where the neighbours of an atom begin, atoms counted through all molecules. */
  int start(int atom) {
    return starts[atom];
  }

  /** A neighbour's number within its molecule. */
  int neighbor(int at) {
    return neighbors.values[at];
  }

  /** Directed pairs of all molecules. */
  int pairs() {
    return neighbors.size;
  }

  /** The most neighbours an atom has. */
  int largestCount() {
    int largest = 0;
    for (int atom = 0; atom < atoms; atom++) {
      largest = Math.max(largest, starts[atom + 1] - starts[atom]);
    }
    return largest;
  }
}
