package io.molspectra.trainer.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One property to be learned.
 *
 * @param name of its column of labels
 * @param unit of the labels and of the answers
 * @param head how it is predicted
 * @param references what is known of it by element beforehand
 * @param given values of {@link References#GIVEN} by element symbol, in the unit
 * @param standardise whether mean and deviation of the training labels are taken out
 * @param weight of its loss
 */
public record TargetSettings(
    String name,
    String unit,
    Head head,
    References references,
    Map<String, Double> given,
    boolean standardise,
    double weight) {

  /** How a property comes about from the features of the atoms. */
  public enum Head {
    /** A sum over atoms, from scalars and vectors. */
    @JsonProperty("scalar")
    SCALAR,
    /** A sum over atoms, from scalars alone. */
    @JsonProperty("invariant")
    INVARIANT,
    /** The length of a sum of charges and atomic dipoles. */
    @JsonProperty("dipole")
    DIPOLE,
    /** A sum of charges times squared distances from the centre of mass. */
    @JsonProperty("extent")
    EXTENT
  }

  /** What is known of a property by element beforehand. */
  public enum References {
    @JsonProperty("none")
    NONE,
    /** Least squares over the training molecules. */
    @JsonProperty("fitted")
    FITTED,
    /** Energies of free atoms at QM9's level of theory. */
    @JsonProperty("qm9")
    QM9,
    /** The values of {@code given}. */
    @JsonProperty("given")
    GIVEN
  }

  /**
   * @throws IllegalArgumentException if a value is out of range, or head and references contradict
   */
  public TargetSettings {
    Check.require(
        name != null && name.matches("[A-Za-z0-9][A-Za-z0-9_-]*"),
        "finetune.targets",
        "must have names of letters, digits, '_' and '-'",
        name);
    Check.require(unit != null && !unit.isBlank(), "finetune.targets", "lack a unit: " + name, "");
    Check.require(head != null, "finetune.targets", "lack a head: " + name, "none");
    Check.require(references != null, "finetune.targets", "lack references: " + name, "none");
    Check.require(
        head != Head.DIPOLE || references == References.NONE,
        "finetune.targets",
        "of head dipole have no references",
        name);
    Check.require(
        head != Head.EXTENT || references == References.NONE || references == References.FITTED,
        "finetune.targets",
        "of head extent have references 'none' or 'fitted'",
        references);
    given = Collections.unmodifiableMap(new TreeMap<>(given == null ? Map.of() : given));
    Check.require(
        given.isEmpty() != (references == References.GIVEN),
        "finetune.targets",
        "have given values exactly where references are 'given'",
        given);
    Check.notNegative("finetune.targets", weight);
  }

  /** Name of the task in graphs and bundles, which know lower case alone. */
  public String task() {
    return name.toLowerCase(java.util.Locale.ROOT);
  }
}
