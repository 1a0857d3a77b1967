package io.molspectra.network;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * One property a network predicts, with what turns the network's standardised answer y into the
 * property's unit: scale * y + offset + the share of the references.
 *
 * @param task name of the output
 * @param kind how it comes about
 * @param scale of the property, in its unit; positive
 * @param offset of the property a molecule, in its unit; 0 for a kind without
 * @param references by atomic number: of kinds with an offset what each atom adds to the property;
 *     of an extent the charge whose |r - c|^2 each atom adds; 0 for elements that are absent
 */
public record PropertyHead(
    String task, HeadKind kind, double scale, double offset, Map<Integer, Double> references) {

  /**
   * @throws IllegalArgumentException if the numbers do not fit the kind
   */
  public PropertyHead {
    Objects.requireNonNull(kind, "kind");
    references = Collections.unmodifiableMap(new TreeMap<>(references));
    if (!(scale > 0) || Double.isInfinite(scale) || !Double.isFinite(offset)) {
      throw new IllegalArgumentException(
          "property %s: scale must be positive and offset finite, got %s and %s"
              .formatted(task, scale, offset));
    }
    if (!kind.hasOffset() && offset != 0) {
      throw new IllegalArgumentException(
          "property %s: a head of kind %s has no offset, got %s".formatted(task, kind, offset));
    }
    if (kind == HeadKind.DIPOLE && !references.isEmpty()) {
      throw new IllegalArgumentException(
          "property %s: a dipole has no references by element".formatted(task));
    }
  }

  /** A head whose answer is the property. */
  public PropertyHead(String task, HeadKind kind) {
    this(task, kind, 1, 0, Map.of());
  }

  /** Prefix of the head's parameters. */
  public String parameters() {
    return Heads.PROPERTY + "_" + task;
  }

  /** Name of the answer before scale, offset and references, [M, 1]. */
  public String standardised() {
    return task + MoleculeNetwork.STANDARDISED;
  }
}
