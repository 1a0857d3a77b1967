package io.molspectra.cli.plot;

/**
 * A colour in Björn Ottosson's OKLab, where equal distances look equal.
 *
 * @param lightness 0 for black to 1 for white
 * @param a from green to red
 * @param b from blue to yellow
 */
record OkLab(double lightness, double a, double b) {

  /** The colour of a hue in radians and its strength. */
  static OkLab polar(double lightness, double chroma, double hue) {
    return new OkLab(lightness, chroma * Math.cos(hue), chroma * Math.sin(hue));
  }

  double distance(OkLab other) {
    return Math.hypot(Math.hypot(lightness - other.lightness, a - other.a), b - other.b);
  }

  /** The colour as 0xRRGGBB; what sRGB cannot show is cut to what it can. */
  int rgb() {
    double l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
    double m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
    double s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
    int red = channel(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
    int green = channel(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
    int blue = channel(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s);
    return red << 16 | green << 8 | blue;
  }

  private static int channel(double linear) {
    double shown = Math.max(0, Math.min(1, linear));
    double encoded = shown <= 0.0031308 ? 12.92 * shown : 1.055 * Math.pow(shown, 1 / 2.4) - 0.055;
    return (int) Math.round(255 * encoded);
  }

  private static double cube(double value) {
    return value * value * value;
  }
}
