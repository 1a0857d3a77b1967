package io.molspectra.molecule;

import java.util.Arrays;
import java.util.Objects;

/**
 * One molecule in three dimensions. The arrays it is made of are copied; those it hands out are its
 * own and must not be modified.
 *
 * @param id title of the record it was read from, or any name unique to the caller
 * @param atomicNumbers element of each atom, [atoms]
 * @param positions Cartesian coordinates in angstrom, [atoms, 3] row by row
 */
public record Molecule(String id, int[] atomicNumbers, float[] positions) {

  /**
   * @throws IllegalArgumentException if there is no atom or the lengths do not match
   */
  public Molecule {
    Objects.requireNonNull(id, "id");
    atomicNumbers = atomicNumbers.clone();
    positions = positions.clone();
    if (atomicNumbers.length == 0) {
      throw new IllegalArgumentException("molecule " + id + " has no atoms");
    }
    if (positions.length != 3 * atomicNumbers.length) {
      throw new IllegalArgumentException(
          "molecule %s: %d atoms need %d coordinates, got %d"
              .formatted(id, atomicNumbers.length, 3 * atomicNumbers.length, positions.length));
    }
  }

  /** Number of atoms. */
  public int atomCount() {
    return atomicNumbers.length;
  }

  /** The same atoms at other positions, [atoms, 3] in angstrom. */
  public Molecule withPositions(float[] newPositions) {
    return new Molecule(id, atomicNumbers, newPositions);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Molecule that
        && id.equals(that.id)
        && Arrays.equals(atomicNumbers, that.atomicNumbers)
        && Arrays.equals(positions, that.positions);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, Arrays.hashCode(atomicNumbers), Arrays.hashCode(positions));
  }

  @Override
  public String toString() {
    return "Molecule[" + id + ", " + atomicNumbers.length + " atoms]";
  }
}
