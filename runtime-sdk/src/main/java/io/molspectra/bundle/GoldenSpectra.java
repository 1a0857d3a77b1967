package io.molspectra.bundle;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.molspectra.spectrum.SpectraRow;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Spectra of a molecule with the feature vector its bundle must reproduce for them, alone or in any
 * batch.
 *
 * @param id name of the molecule
 * @param intensities by kind, [L] each, on the grids of the bundle; at least one kind
 * @param embedding what the task {@link TaskSpec#SPECTRUM_EMBEDDING} answers, [C]
 * @param tolerance largest absolute difference allowed
 */
public record GoldenSpectra(
    @JsonProperty(required = true) String id,
    @JsonProperty(required = true) Map<String, float[]> intensities,
    @JsonProperty(required = true) float[] embedding,
    @JsonProperty(required = true) double tolerance) {

  /**
   * @throws IllegalArgumentException if there is no spectrum or the tolerance is no positive number
   */
  public GoldenSpectra {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(embedding, "embedding");
    intensities = Collections.unmodifiableMap(new LinkedHashMap<>(intensities));
    if (intensities.isEmpty()) {
      throw new IllegalArgumentException("golden spectra " + id + ": there is no spectrum");
    }
    intensities.forEach((kind, values) -> Objects.requireNonNull(values, kind));
    if (!(tolerance > 0)) {
      throw new IllegalArgumentException("tolerance must be positive, got " + tolerance);
    }
  }

  /** The spectra to embed. */
  public SpectraRow row() {
    return new SpectraRow(-1, id, -1, intensities, List.of());
  }
}
