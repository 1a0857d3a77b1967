package io.molspectra.spectrum;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;

/**
 * The points at which a network wants a spectrum: equally spaced, ascending.
 *
 * @param start first point, in {@code unit}
 * @param step distance of neighbouring points, positive
 * @param length L, number of points
 * @param unit of the points
 */
public record SpectrumGrid(
    @JsonProperty(required = true) double start,
    @JsonProperty(required = true) double step,
    @JsonProperty(required = true) int length,
    @JsonProperty(required = true) SpectralUnit unit) {

  /**
   * @throws IllegalArgumentException if the numbers describe no grid
   */
  public SpectrumGrid {
    Objects.requireNonNull(unit, "unit");
    if (!Double.isFinite(start) || !(step > 0) || Double.isInfinite(step) || length < 1) {
      throw new IllegalArgumentException(
          "a grid needs a finite start, a positive step and at least one point, got %s, %s and %d"
              .formatted(start, step, length));
    }
  }

  /** Point i, counted from 0. */
  public double at(int i) {
    return start + i * step;
  }

  /** The last point. */
  public double end() {
    return at(length - 1);
  }

  @Override
  public String toString() {
    return "%s..%s %s, %d points".formatted((float) start, (float) end(), unit.symbol(), length);
  }
}
