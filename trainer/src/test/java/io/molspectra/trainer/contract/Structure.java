package io.molspectra.trainer.contract;

import io.molspectra.molecule.Molecule;
import java.util.Arrays;

/**
 * A molecule in float64.
 *
 * @param name for messages
 * @param elements atomic numbers, [atoms]
 * @param positions angstrom, [atoms, 3]
 * @param arrangement positions from which neighbours are found, [atoms, 3]; other than {@code
 *     positions} only where float32 cannot tell on which side of the cutoff a pair is
 */
public record Structure(String name, int[] elements, double[] positions, double[] arrangement) {

  /** A structure whose neighbours are those of its positions. */
  public Structure(String name, int[] elements, double... positions) {
    this(name, elements, positions, positions);
  }

  public static Structure of(Molecule molecule) {
    double[] positions = new double[molecule.positions().length];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = molecule.positions()[i];
    }
    return new Structure(molecule.id(), molecule.atomicNumbers(), positions);
  }

  public int atoms() {
    return elements.length;
  }

  /** The same atoms elsewhere. */
  public Structure at(double[] newPositions) {
    return new Structure(name, elements, newPositions);
  }

  /** The same atoms elsewhere, with the neighbours they have here. */
  public Structure nudged(double[] newPositions) {
    return new Structure(name, elements, newPositions, arrangement);
  }

  /** The same with another name. */
  public Structure named(String newName) {
    return new Structure(newName, elements, positions, arrangement);
  }

  /**
   * Positions to the nearest multiple of 2^-16 angstrom, so that float32 can shift them exactly.
   */
  public Structure onGrid() {
    double[] snapped = new double[positions.length];
    for (int i = 0; i < snapped.length; i++) {
      snapped[i] = Math.rint(positions[i] * 65536) / 65536;
    }
    return at(snapped);
  }

  /** Atom k of the result is atom {@code order[k]} of this. */
  public Structure permuted(int[] order) {
    int[] newElements = new int[order.length];
    double[] newPositions = new double[positions.length];
    for (int k = 0; k < order.length; k++) {
      newElements[k] = elements[order[k]];
      System.arraycopy(positions, 3 * order[k], newPositions, 3 * k, 3);
    }
    return new Structure(name, newElements, newPositions);
  }

  /** The first atoms of this. */
  public Structure first(int count) {
    return new Structure(name, Arrays.copyOf(elements, count), Arrays.copyOf(positions, 3 * count));
  }

  /** Both in one, this moved by nothing and the other as it stands. */
  public Structure with(Structure other) {
    int[] allElements = Arrays.copyOf(elements, atoms() + other.atoms());
    System.arraycopy(other.elements, 0, allElements, atoms(), other.atoms());
    double[] all = Arrays.copyOf(positions, positions.length + other.positions.length);
    System.arraycopy(other.positions, 0, all, positions.length, other.positions.length);
    return new Structure(name + "+" + other.name, allElements, all);
  }

  /** What the batcher finds neighbours in. */
  Molecule neighborhood() {
    return molecule(arrangement);
  }

  /** The structure in float32. */
  public Molecule molecule() {
    return molecule(positions);
  }

  private Molecule molecule(double[] coordinates) {
    float[] rounded = new float[coordinates.length];
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = (float) coordinates[i];
    }
    return new Molecule(name, elements, rounded);
  }

  @Override
  public String toString() {
    return name;
  }
}
