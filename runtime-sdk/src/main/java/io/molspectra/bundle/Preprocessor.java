package io.molspectra.bundle;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.molspectra.molecule.MoleculeReaders;
import io.molspectra.spectrum.SpectrumKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The content of {@code preprocessor.json}: every constant between a molecule or its spectra and
 * the tensors, and between raw outputs and answers.
 *
 * @param lengthUnit unit of positions and cutoff, always {@value #ANGSTROM}
 * @param cutoff neighbours are atoms strictly closer than this; 0 if no task takes structures
 * @param maxAtomicNumber the largest element the embedding table holds, inclusive; 0 if no task
 *     takes structures
 * @param elements atomic numbers seen in training, ascending, none above the largest; null if not
 *     recorded: then all are allowed
 * @param noise statistics that turn the raw noise into angstrom; null for a model that was not
 *     trained to denoise
 * @param spectra kinds of spectra the network takes, in its order; null if it takes none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Preprocessor(
    @JsonProperty(required = true) String lengthUnit,
    @JsonProperty(required = true) double cutoff,
    @JsonProperty(required = true) int maxAtomicNumber,
    @Nullable List<Integer> elements,
    @Nullable NoiseNormalizer noise,
    @Nullable List<SpectrumKind> spectra) {

  /** The only unit of length. */
  public static final String ANGSTROM = "angstrom";

  /**
   * @throws IllegalArgumentException if a constant makes no sense
   */
  public Preprocessor {
    if (!lengthUnit.equals(ANGSTROM)) {
      throw new IllegalArgumentException("length_unit must be angstrom, got '" + lengthUnit + "'");
    }
    spectra = spectra == null || spectra.isEmpty() ? null : List.copyOf(spectra);
    boolean spectraOnly = spectra != null && cutoff == 0 && maxAtomicNumber == 0;
    if (!spectraOnly && !(cutoff > 0 && cutoff <= MoleculeReaders.MAX_COORDINATE)) {
      throw new IllegalArgumentException(
          "cutoff must be positive and at most %.0f angstrom, got %s"
              .formatted(MoleculeReaders.MAX_COORDINATE, cutoff));
    }
    if (!spectraOnly && maxAtomicNumber < 1) {
      throw new IllegalArgumentException("max_atomic_number must be at least 1");
    }
    if (spectra != null
        && spectra.stream().map(SpectrumKind::name).distinct().count() != spectra.size()) {
      throw new IllegalArgumentException(
          "a kind of spectrum is listed twice in "
              + spectra.stream().map(SpectrumKind::name).toList());
    }
    if (elements != null) {
      elements = elements.stream().sorted().distinct().toList();
      if (elements.stream().anyMatch(z -> z < 1)) {
        throw new IllegalArgumentException("elements must be at least 1, got " + elements);
      }
      int last = elements.isEmpty() ? 0 : elements.get(elements.size() - 1);
      if (!spectraOnly && last > maxAtomicNumber) {
        throw new IllegalArgumentException(
            "elements has %d, but max_atomic_number is %d".formatted(last, maxAtomicNumber));
      }
    }
  }

  /** Constants in angstrom without element list, noise statistics and spectra. */
  public Preprocessor(double cutoff, int maxAtomicNumber) {
    this(ANGSTROM, cutoff, maxAtomicNumber, null, null, null);
  }

  /** Constants of a model that takes no spectra. */
  public Preprocessor(
      String lengthUnit,
      double cutoff,
      int maxAtomicNumber,
      @Nullable List<Integer> elements,
      @Nullable NoiseNormalizer noise) {
    this(lengthUnit, cutoff, maxAtomicNumber, elements, noise, null);
  }

  /** Constants of a model that takes spectra and no structures. */
  public static Preprocessor ofSpectra(List<SpectrumKind> spectra) {
    return new Preprocessor(ANGSTROM, 0, 0, null, null, spectra);
  }

  /** The same for a model that takes spectra, too. */
  public Preprocessor withSpectra(List<SpectrumKind> kinds) {
    return new Preprocessor(lengthUnit, cutoff, maxAtomicNumber, elements, noise, kinds);
  }

  /** Whether any task takes structures. */
  public boolean takesStructures() {
    return cutoff > 0;
  }
}
