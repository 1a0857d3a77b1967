package io.molspectra.cli;

import java.util.ArrayList;
import java.util.List;

/** Numbers collected piece by piece until they make one array. */
final class FloatRows {

  private static final int LARGEST = Integer.MAX_VALUE - 8;

  private final List<float[]> pieces = new ArrayList<>();
  private long size;

  /**
   * Adds values, which must not be changed afterwards.
   *
   * @throws CommandFailure if there are more than an array holds
   */
  void add(float[] values) {
    size += values.length;
    if (size > LARGEST) {
      throw new CommandFailure(
          ExitCode.FAILURE,
          "more than %d numbers do not fit into one npz array: write csv, or split the input"
              .formatted(LARGEST));
    }
    pieces.add(values);
  }

  /** Forgets all values. */
  void clear() {
    pieces.clear();
    size = 0;
  }

  /** All values one after the other. */
  float[] toArray() {
    float[] all = new float[(int) size];
    int at = 0;
    for (float[] piece : pieces) {
      System.arraycopy(piece, 0, all, at, piece.length);
      at += piece.length;
    }
    return all;
  }
}
