package io.molspectra.cli.plot;

import java.util.List;

/**
 * Points of a map.
 *
 * @param name what they are
 * @param ids of the molecules, [M]
 * @param x coordinates across, [M]
 * @param y coordinates upwards, [M]
 */
public record PointSet(String name, List<String> ids, double[] x, double[] y) {

  /**
   * @throws IllegalArgumentException if the numbers of ids and coordinates differ
   */
  public PointSet {
    ids = List.copyOf(ids);
    if (ids.size() != x.length || x.length != y.length) {
      throw new IllegalArgumentException(
          "%d ids, %d and %d coordinates".formatted(ids.size(), x.length, y.length));
    }
  }
}
