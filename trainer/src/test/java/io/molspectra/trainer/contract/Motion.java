package io.molspectra.trainer.contract;

import java.util.List;
import java.util.SplittableRandom;

/**
 * A rigid motion of space, reflections included: r -> Q r + t.
 *
 * @param name for messages
 * @param matrix Q, orthogonal, row by row, [9]
 * @param shift t, [3], angstrom
 */
public record Motion(String name, double[] matrix, double[] shift) {
  private static final double[] NOWHERE = new double[3];

  /** A proper rotation drawn uniformly. */
  public static Motion randomRotation(long seed) {
    var random = new SplittableRandom(seed);
    double[] q = new double[4];
    double norm = 0;
    for (int i = 0; i < 4; i++) {
      q[i] = random.nextGaussian();
      norm += q[i] * q[i];
    }
    norm = Math.sqrt(norm);
    double w = q[0] / norm;
    double x = q[1] / norm;
    double y = q[2] / norm;
    double z = q[3] / norm;
    return new Motion(
        "rotation " + seed,
        new double[] {
          1 - 2 * (y * y + z * z),
          2 * (x * y - w * z),
          2 * (x * z + w * y),
          2 * (x * y + w * z),
          1 - 2 * (x * x + z * z),
          2 * (y * z - w * x),
          2 * (x * z - w * y),
          2 * (y * z + w * x),
          1 - 2 * (x * x + y * y)
        },
        NOWHERE);
  }

  /** Turns by exactly 90 degrees about each axis: no rounding of coordinates. */
  public static List<Motion> quarterTurns() {
    return List.of(
        new Motion("90 degrees about x", new double[] {1, 0, 0, 0, 0, -1, 0, 1, 0}, NOWHERE),
        new Motion("90 degrees about y", new double[] {0, 0, 1, 0, 1, 0, -1, 0, 0}, NOWHERE),
        new Motion("90 degrees about z", new double[] {0, -1, 0, 1, 0, 0, 0, 0, 1}, NOWHERE));
  }

  /** The inversion, a mirror, and a mirror at an oblique plane. */
  public static List<Motion> reflections() {
    return List.of(
        new Motion("inversion", new double[] {-1, 0, 0, 0, -1, 0, 0, 0, -1}, NOWHERE),
        new Motion("mirror", new double[] {1, 0, 0, 0, 1, 0, 0, 0, -1}, NOWHERE),
        randomRotation(17).inverted());
  }

  public static Motion translation(double x, double y, double z) {
    return new Motion(
        "translation by (%s, %s, %s)".formatted(x, y, z),
        new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1},
        new double[] {x, y, z});
  }

  private Motion inverted() {
    double[] negative = matrix.clone();
    for (int i = 0; i < negative.length; i++) {
      negative[i] = -negative[i];
    }
    return new Motion("inverted " + name, negative, shift);
  }

  public Structure move(Structure structure) {
    double[] moved = turn(structure.positions(), 1);
    for (int i = 0; i < moved.length; i++) {
      moved[i] += shift[i % 3];
    }
    return structure.at(moved);
  }

  /**
   * Turns directions.
   *
   * @param vectors [atoms, 3, width]
   */
  public double[] turn(double[] vectors, int width) {
    double[] turned = new double[vectors.length];
    for (int atom = 0; atom < vectors.length / (3 * width); atom++) {
      for (int axis = 0; axis < 3; axis++) {
        for (int from = 0; from < 3; from++) {
          double factor = matrix[3 * axis + from];
          for (int c = 0; c < width; c++) {
            turned[(3 * atom + axis) * width + c] +=
                factor * vectors[(3 * atom + from) * width + c];
          }
        }
      }
    }
    return turned;
  }

  @Override
  public String toString() {
    return name;
  }
}
