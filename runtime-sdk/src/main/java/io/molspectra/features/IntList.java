package io.molspectra.features;

import java.util.Arrays;

/** Numbers in an array that grows and is kept from one use to the next. */
final class IntList {

  /** Beyond it indices into tensors of slots overflow. */
  private static final int LARGEST = 1 << 29;

  int[] values = new int[1024];
  int size;

  /**
   * Makes room for more numbers.
   *
   * @throws IllegalArgumentException if they are more than 2^29
   */
  void reserve(int more) {
    if (size > LARGEST - more) {
      throw new IllegalArgumentException(
          "more than 2^29 neighbour pairs: the coordinates are not in angstrom, or the atoms lie on"
              + " one point");
    }
    if (size + more > values.length) {
      values = Arrays.copyOf(values, Math.max(size + more, 2 * values.length));
    }
  }

  void add(int value) {
    reserve(1);
    values[size++] = value;
  }
}
