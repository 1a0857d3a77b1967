package io.molspectra.trainer.evaluate;

import java.util.stream.IntStream;

/**
 * Forces on the A atoms of M molecules (or frames of a trajectory) as they are and as predicted.
 *
 * @param unit of the forces
 * @param atomCounts [M]; frames in the order of time, if blocks of them are to be resampled
 * @param atomicNumbers [A]
 * @param truth [A,3]
 * @param predicted [A,3]
 */
public record ForcePredictions(
    String unit, int[] atomCounts, int[] atomicNumbers, float[] truth, float[] predicted) {

  /**
   * Checks the lengths.
   *
   * @throws IllegalArgumentException if they do not fit each other
   */
  public ForcePredictions {
    int atoms = IntStream.of(atomCounts).sum();
    Lengths.require("atomic numbers", atoms, atomicNumbers.length);
    Lengths.require("true forces", Math.multiplyExact(3, atoms), truth.length);
    Lengths.require("predicted forces", 3 * atoms, predicted.length);
  }

  /** Number of molecules. */
  public int count() {
    return atomCounts.length;
  }

  /** Prediction less truth of one component. */
  double error(int component) {
    // Floats subtract in double: the difference of close numbers is then exact.
    return (double) predicted[component] - truth[component];
  }

  /** First atom of each molecule, and behind the last one the number of atoms. */
  int[] starts() {
    int[] starts = new int[count() + 1];
    for (int i = 0; i < count(); i++) {
      starts[i + 1] = starts[i] + atomCounts[i];
    }
    return starts;
  }
}
