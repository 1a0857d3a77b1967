package io.molspectra.bundle;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The content of {@code preprocessor.json}: every constant between a molecule and the tensors, and
 * between raw outputs and answers.
 *
 * @param lengthUnit unit of positions and cutoff, always {@value #ANGSTROM}
 * @param cutoff neighbours are atoms strictly closer than this
 * @param maxAtomicNumber the largest element the embedding table holds, inclusive
 * @param elements atomic numbers seen in training, ascending; null if not recorded: then all are
 *     allowed
 * @param noise statistics that turn the raw noise into angstrom; null for a model that was not
 *     trained to denoise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Preprocessor(
    @JsonProperty(required = true) String lengthUnit,
    @JsonProperty(required = true) double cutoff,
    @JsonProperty(required = true) int maxAtomicNumber,
    @Nullable List<Integer> elements,
    @Nullable NoiseNormalizer noise) {

  /** The only unit of length. */
  public static final String ANGSTROM = "angstrom";

  /**
   * @throws IllegalArgumentException if a constant makes no sense
   */
  public Preprocessor {
    if (!lengthUnit.equals(ANGSTROM)) {
      throw new IllegalArgumentException("length_unit must be angstrom, got '" + lengthUnit + "'");
    }
    if (!(cutoff > 0) || Double.isInfinite(cutoff)) {
      throw new IllegalArgumentException("cutoff must be positive and finite, got " + cutoff);
    }
    if (maxAtomicNumber < 1) {
      throw new IllegalArgumentException("max_atomic_number must be at least 1");
    }
    if (elements != null) {
      elements = elements.stream().sorted().distinct().toList();
      if (elements.stream().anyMatch(z -> z < 1)) {
        throw new IllegalArgumentException("elements must be at least 1, got " + elements);
      }
    }
  }

  /** Constants in angstrom without element list and noise statistics. */
  public Preprocessor(double cutoff, int maxAtomicNumber) {
    this(ANGSTROM, cutoff, maxAtomicNumber, null, null);
  }
}
