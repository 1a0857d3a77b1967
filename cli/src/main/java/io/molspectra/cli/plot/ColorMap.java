package io.molspectra.cli.plot;

import java.awt.Color;

/**
 * Colours from dark violet over green to light yellow whose differences look as large as those of
 * the numbers: a path through OKLab of even speed and rising lightness, which also reads in grey
 * and with most colour blindness.
 */
final class ColorMap {

  private static final int FINE = 4096;
  private static final int COLORS = 1024;

  private static final double DARKEST = 0.20;
  private static final double LIGHTEST = 0.96;
  private static final double FIRST_HUE = Math.toRadians(305);
  private static final double LAST_HUE = Math.toRadians(105);

  private static final int[] RGB = evenly();

  private ColorMap() {}

  /** The colour of a part of the range; what is outside 0 to 1 has the colour of the nearer end. */
  static int rgb(double part) {
    int i = (int) Math.round(part * (COLORS - 1));
    return RGB[Math.max(0, Math.min(COLORS - 1, i))];
  }

  static Color color(double part) {
    return new Color(rgb(part));
  }

  /** Picks colours at equal distances along the path. */
  private static int[] evenly() {
    OkLab[] path = new OkLab[FINE + 1];
    double[] length = new double[FINE + 1];
    for (int i = 0; i <= FINE; i++) {
      path[i] = at((double) i / FINE);
      length[i] = i == 0 ? 0 : length[i - 1] + path[i].distance(path[i - 1]);
    }
    int[] colors = new int[COLORS];
    int at = 0;
    for (int i = 0; i < COLORS; i++) {
      double wanted = length[FINE] * i / (COLORS - 1);
      while (at < FINE && length[at] < wanted) {
        at++;
      }
      colors[i] = path[at].rgb();
    }
    return colors;
  }

  /** As strong as sRGB can show along the whole path: the teal in the middle is the bound. */
  private static OkLab at(double part) {
    double stronger = Math.max(0, (part - 0.4) / 0.6);
    return OkLab.polar(
        DARKEST + (LIGHTEST - DARKEST) * part,
        0.092 + 0.04 * stronger * stronger,
        FIRST_HUE + (LAST_HUE - FIRST_HUE) * part);
  }
}
