package io.molspectra.features;

/** Points sorted by place, so that those near a place are found without looking at all. */
sealed interface Grid permits DenseGrid, SparseGrid {

  /** Wider than the reach by more than rounding can move a point across a cell's wall. */
  double MARGIN = 1.000001;

  /**
   * Appends the points at a distance strictly below the reach, in no order.
   *
   * @param found indices of the points
   */
  void near(double x, double y, double z, IntList found);
}
