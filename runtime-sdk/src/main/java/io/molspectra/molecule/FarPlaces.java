package io.molspectra.molecule;

import java.util.Arrays;

/**
 * Places of the atoms of a molecule that lies far from the origin, unrounded until it is moved
 * there. Rounded where they are, they would give answers for another geometry without a word.
 */
final class FarPlaces {

  /**
   * Further out, in angstrom, doubles are too coarse, too, and nothing that is meant lies there.
   */
  static final double FARTHEST = 1e9;

  private final double farthest;
  private double[] places;
  private int count;

  /**
   * @param farthest coordinates beyond this, in angstrom, are refused
   * @param near places of the atoms that were added before, none of them far
   * @param count number of these atoms
   */
  FarPlaces(double farthest, float[] near, int count) {
    this.farthest = farthest;
    this.count = count;
    places = new double[near.length];
    for (int i = 0; i < 3 * count; i++) {
      places[i] = near[i];
    }
  }

  /**
   * Adds the place of the next atom.
   *
   * @throws RecordFault COORDINATE_OUT_OF_RANGE
   */
  void add(double x, double y, double z, long line) throws RecordFault {
    double largest = Math.max(Math.abs(x), Math.max(Math.abs(y), Math.abs(z)));
    if (!(largest <= farthest)) {
      throw new RecordFault(
          RejectReason.COORDINATE_OUT_OF_RANGE,
          line,
          "atom %d is at %s, %s, %s, beyond %.0f angstrom, where digits are too few for the length"
                  .formatted(count + 1, x, y, z, farthest)
              + " of a bond; move the molecule to the origin where its coordinates are made");
    }
    if (places.length < 3 * count + 3) {
      places = Arrays.copyOf(places, 2 * places.length);
    }
    places[3 * count] = x;
    places[3 * count + 1] = y;
    places[3 * count + 2] = z;
    count++;
  }

  /**
   * Moves the molecule to the origin, by whole angstroms, so that the decimals of the file stay.
   *
   * @param positions takes the places
   * @param lines of the atoms, for the message
   * @throws RecordFault COORDINATE_OUT_OF_RANGE if atoms are too far apart
   */
  void moveToOrigin(float[] positions, long[] lines) throws RecordFault {
    for (int axis = 0; axis < 3; axis++) {
      int lowest = 0;
      int highest = 0;
      for (int atom = 1; atom < count; atom++) {
        lowest = places[3 * atom + axis] < places[3 * lowest + axis] ? atom : lowest;
        highest = places[3 * atom + axis] > places[3 * highest + axis] ? atom : highest;
      }
      double low = places[3 * lowest + axis];
      double high = places[3 * highest + axis];
      if (high - low > MoleculeReaders.MAX_COORDINATE) {
        throw new RecordFault(
            RejectReason.COORDINATE_OUT_OF_RANGE,
            lines[Math.max(lowest, highest)],
            "atoms %d and %d are %.0f angstrom apart, more than %.0f; is a coordinate wrong, or are they"
                    .formatted(
                        Math.min(lowest, highest) + 1,
                        Math.max(lowest, highest) + 1,
                        high - low,
                        MoleculeReaders.MAX_COORDINATE)
                + " not in angstrom?");
      }
      double middle = Math.rint((low + high) / 2);
      for (int atom = 0; atom < count; atom++) {
        positions[3 * atom + axis] = (float) (places[3 * atom + axis] - middle);
      }
    }
  }
}
