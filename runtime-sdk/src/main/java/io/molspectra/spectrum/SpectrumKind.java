package io.molspectra.spectrum;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;

/**
 * One kind of spectrum of a model.
 *
 * @param name lower-case letters, digits and '_': {@code uv}, {@code ir}, {@code raman}, {@code
 *     h_nmr}, ...
 * @param grid where its intensities are wanted
 */
public record SpectrumKind(
    @JsonProperty(required = true) String name, @JsonProperty(required = true) SpectrumGrid grid) {

  /** UV-Vis as QM9S has it: 701 points. */
  public static final SpectrumKind UV =
      new SpectrumKind("uv", new SpectrumGrid(1.0, 0.02, 701, SpectralUnit.ELECTRONVOLT));

  /** IR as QM9S has it: 3,501 points. */
  public static final SpectrumKind IR =
      new SpectrumKind("ir", new SpectrumGrid(500, 1, 3501, SpectralUnit.WAVENUMBER));

  /** Raman as QM9S has it: 3,501 points. */
  public static final SpectrumKind RAMAN =
      new SpectrumKind("raman", new SpectrumGrid(500, 1, 3501, SpectralUnit.WAVENUMBER));

  /**
   * @throws IllegalArgumentException if the name could not be part of a file name
   */
  public SpectrumKind {
    Objects.requireNonNull(grid, "grid");
    if (!name.matches("[a-z][a-z0-9_]*")) {
      throw new IllegalArgumentException(
          "name of a kind of spectrum '" + name + "' must be lower-case letters, digits and '_'");
    }
  }
}
