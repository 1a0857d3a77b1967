package io.molspectra.molecule;

import java.util.Arrays;
import java.util.List;

/**
 * What a file of raw QM9 (dsgdb9nsd_*.xyz) says of a molecule beside its geometry (Ramakrishnan et
 * al. 2014, tables 2 and 3).
 *
 * @param index number in GDB-9, 1 to 133,885; the molecule's id is {@code gdb_index}
 * @param properties the values of the second line in the order of {@link #NAMES} and in the file's
 *     units: A, B, C GHz; mu D; alpha a0^3; r2 a0^2; cv cal/mol/K; all others Hartree
 * @param smiles SMILES of GDB-17; empty if the frame ends after the atoms
 * @param relaxedSmiles SMILES of the relaxed geometry; empty likewise. The two differ for molecules
 *     that rearranged
 */
public record Qm9Record(int index, double[] properties, String smiles, String relaxedSmiles) {

  /** Names of the values, in their order. */
  public static final List<String> NAMES =
      List.of(
          "A", "B", "C", "mu", "alpha", "homo", "lumo", "gap", "r2", "zpve", "U0", "U", "H", "G",
          "cv");

  /**
   * @throws IllegalArgumentException if there are not as many values as names
   */
  public Qm9Record {
    if (properties.length != NAMES.size()) {
      throw new IllegalArgumentException(
          "gdb_%d: %d properties, not %d".formatted(index, properties.length, NAMES.size()));
    }
  }

  /**
   * One of the values.
   *
   * @throws IllegalArgumentException if the name is none of {@link #NAMES}
   */
  public double property(String name) {
    int at = NAMES.indexOf(name);
    if (at < 0) {
      throw new IllegalArgumentException(
          "raw QM9 has no \"" + name + "\"; it has " + String.join(", ", NAMES));
    }
    return properties[at];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Qm9Record that
        && index == that.index
        && Arrays.equals(properties, that.properties)
        && smiles.equals(that.smiles)
        && relaxedSmiles.equals(that.relaxedSmiles);
  }

  @Override
  public int hashCode() {
    return 31 * index + Arrays.hashCode(properties);
  }

  @Override
  public String toString() {
    return "Qm9Record[gdb_" + index + ", " + smiles + "]";
  }
}
