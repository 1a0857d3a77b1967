package io.molspectra.cli.plot;

/**
 * Size of a figure.
 *
 * @param width pixels of a PNG
 * @param height pixels of a PNG
 * @param dpi pixels an inch; letters have the same size in inches whatever it is, so the higher it
 *     is, the larger they are in pixels
 */
public record FigureSize(int width, int height, int dpi) {

  /** What drawings measure in: 1/96 inch, the pixel of CSS and SVG. */
  private static final double UNITS_PER_INCH = 96;

  private static final int SMALLEST = 200;
  private static final int LARGEST = 20_000;
  private static final double LEAST_UNITS = 240;

  /**
   * @throws IllegalArgumentException if no figure of this size could be read or held in memory
   */
  public FigureSize {
    if (Math.min(width, height) < SMALLEST || Math.max(width, height) > LARGEST) {
      throw new IllegalArgumentException(
          "width and height must be %d to %d pixels, got %d x %d"
              .formatted(SMALLEST, LARGEST, width, height));
    }
    if (dpi < 48 || dpi > 1200) {
      throw new IllegalArgumentException("dpi must be 48 to 1200, got " + dpi);
    }
    if (Math.min(width, height) * UNITS_PER_INCH / dpi < LEAST_UNITS) {
      throw new IllegalArgumentException(
          "%d x %d pixels are less than %.1f inches at %d dpi, too small for axes and labels: lower the dpi"
              .formatted(width, height, LEAST_UNITS / UNITS_PER_INCH, dpi));
    }
  }

  double pixelsPerUnit() {
    return dpi / UNITS_PER_INCH;
  }

  double widthUnits() {
    return width / pixelsPerUnit();
  }

  double heightUnits() {
    return height / pixelsPerUnit();
  }
}
