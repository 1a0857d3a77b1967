package io.molspectra.cli.plot;

import java.awt.image.BufferedImage;

/** Numbers of a square matrix as an image. */
final class HeatRaster {

  private HeatRaster() {}

  /**
   * Colours every pixel by the cell in its middle; where there are more cells than pixels, by the
   * largest of the cells it touches, so that a peak is seen at any size.
   *
   * @param values [n, n] row by row, the first row on top
   * @param side pixels of the image in either direction
   */
  static BufferedImage of(float[] values, int n, int side, ColorScale scale) {
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    int[] from = new int[side];
    int[] to = new int[side];
    for (int pixel = 0; pixel < side; pixel++) {
      from[pixel] = (int) (n > side ? (long) pixel * n / side : (2L * pixel + 1) * n / (2L * side));
      to[pixel] = n > side ? (int) (((pixel + 1L) * n + side - 1) / side) : from[pixel] + 1;
    }
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        float largest = Float.NEGATIVE_INFINITY;
        for (int row = from[y]; row < to[y]; row++) {
          for (int column = from[x]; column < to[x]; column++) {
            largest = Math.max(largest, values[row * n + column]);
          }
        }
        image.setRGB(x, y, scale.rgb(largest));
      }
    }
    return image;
  }
}
