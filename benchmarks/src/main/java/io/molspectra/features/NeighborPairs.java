package io.molspectra.features;

/** The neighbour search alone, which the library keeps to itself. */
public final class NeighborPairs {
  private NeighborPairs() {}

  /**
   * Searches the neighbours of one molecule.
   *
   * @param positions [atoms, 3], angstrom
   * @return directed pairs
   */
  public static int count(float[] positions, double cutoff) {
    NeighborSearch search = NeighborSearch.take();
    search.add(positions, cutoff);
    int pairs = search.pairs();
    search.release();
    return pairs;
  }
}
