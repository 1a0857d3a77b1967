package io.molspectra.spectrum;

/**
 * One spectrum as measured or computed, at its own points.
 *
 * @param id of the molecule or measurement; the file's name without its ending if read from a file
 * @param points [N] ascending, strictly so for a curve; must not be modified
 * @param intensities [N] at the points, finite; must not be modified
 * @param unit of the points
 * @param form whether the points lie on a curve or are single lines
 */
public record Spectrum(
    String id, double[] points, double[] intensities, SpectralUnit unit, Form form) {

  /** What the points are. */
  public enum Form {
    /** Points on a curve; between them it is taken as straight. */
    CURVE,
    /** Single lines (a peak table): nothing is known between them. */
    STICKS
  }

  /**
   * @throws IllegalArgumentException if the arrays differ in length or are empty, a number is not
   *     finite, the points do not ascend, or a curve has fewer than two of them
   */
  public Spectrum {
    int least = form == Form.CURVE ? 2 : 1;
    if (points.length != intensities.length || points.length < least) {
      throw new IllegalArgumentException(
          "a spectrum needs as many points as intensities, at least %d: %s has %d and %d"
              .formatted(least, id, points.length, intensities.length));
    }
    for (int i = 0; i < points.length; i++) {
      if (!Double.isFinite(points[i]) || !Double.isFinite(intensities[i])) {
        throw new IllegalArgumentException(
            "point %d of %s is not finite: %s, %s".formatted(i, id, points[i], intensities[i]));
      }
      boolean ascends =
          i == 0
              || points[i] > points[i - 1]
              || (form == Form.STICKS && points[i] == points[i - 1]);
      if (!ascends) {
        throw new IllegalArgumentException(
            "points of %s do not ascend: %s after %s".formatted(id, points[i], points[i - 1]));
      }
    }
  }
}
