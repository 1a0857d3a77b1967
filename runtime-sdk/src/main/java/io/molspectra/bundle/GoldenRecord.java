package io.molspectra.bundle;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.molspectra.molecule.Molecule;
import java.util.List;

/**
 * A molecule with the outputs its bundle must reproduce for it, alone or in any batch.
 *
 * @param id name of the molecule
 * @param atomicNumbers [atoms]
 * @param positions [atoms, 3], angstrom
 * @param expected the outputs
 */
public record GoldenRecord(
    @JsonProperty(required = true) String id,
    @JsonProperty(required = true) int[] atomicNumbers,
    @JsonProperty(required = true) float[] positions,
    @JsonProperty(required = true) List<Expectation> expected) {

  /**
   * @throws IllegalArgumentException if the arrays describe no molecule
   */
  public GoldenRecord {
    // Validates the arrays.
    new Molecule(id, atomicNumbers, positions);
    expected = List.copyOf(expected);
  }

  /** A record for this molecule. */
  public GoldenRecord(Molecule molecule, List<Expectation> expected) {
    this(molecule.id(), molecule.atomicNumbers(), molecule.positions(), expected);
  }

  /** The molecule to predict on. */
  public Molecule molecule() {
    return new Molecule(id, atomicNumbers, positions);
  }

  /**
   * One expected output.
   *
   * @param task name of the task that computes it
   * @param output name of the output, {@code forces} for the forces of a task
   * @param values of this molecule alone, row-major
   * @param tolerance largest absolute difference allowed, in the output's unit
   */
  public record Expectation(
      @JsonProperty(required = true) String task,
      @JsonProperty(required = true) String output,
      @JsonProperty(required = true) float[] values,
      @JsonProperty(required = true) double tolerance) {

    /**
     * @throws IllegalArgumentException if the tolerance is no positive number
     */
    public Expectation {
      if (!(tolerance > 0)) {
        throw new IllegalArgumentException("tolerance must be positive, got " + tolerance);
      }
    }
  }
}
