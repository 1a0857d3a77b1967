package io.molspectra.cli.plot;

import io.molspectra.spectrum.SpectralUnit;
import java.util.List;

/**
 * The spectra of one kind, drawn into one panel.
 *
 * @param kind name of the kind
 * @param unit of the horizontal axis
 * @param curves one a molecule that has this kind, in the order of the figure's molecules
 */
public record SpectrumPanel(String kind, SpectralUnit unit, List<Curve> curves) {

  /**
   * One spectrum.
   *
   * @param molecule 0-based number of the molecule in the figure
   * @param points [L], ascending or descending
   * @param intensities [L]
   */
  public record Curve(int molecule, double[] points, float[] intensities) {

    /**
     * @throws IllegalArgumentException if points and intensities differ in number
     */
    public Curve {
      if (points.length != intensities.length) {
        throw new IllegalArgumentException(
            "%d points but %d intensities".formatted(points.length, intensities.length));
      }
    }

    /** The largest intensity, 0 if none is above. */
    float highest() {
      float highest = 0;
      for (float intensity : intensities) {
        highest = Math.max(highest, intensity);
      }
      return highest;
    }
  }

  /** Keeps the list. */
  public SpectrumPanel {
    curves = List.copyOf(curves);
  }

  /** From the lowest to the highest point; chemical shifts run from right to left, as is custom. */
  Range across() {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (Curve curve : curves) {
      for (double point : curve.points()) {
        low = Math.min(low, point);
        high = Math.max(high, point);
      }
    }
    if (!(high > low)) {
      return new Range(low - 1, low + 1);
    }
    return unit == SpectralUnit.PPM ? new Range(high, low) : new Range(low, high);
  }
}
