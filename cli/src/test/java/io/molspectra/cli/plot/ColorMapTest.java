package io.molspectra.cli.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ColorMapTest {

  @Test
  void equalStepsLookEquallyLarge() {
    int steps = 32;
    double[] lengths = new double[steps];
    double total = 0;
    for (int i = 0; i < steps; i++) {
      lengths[i] = seen(i / (double) steps).distance(seen((i + 1) / (double) steps));
      total += lengths[i];
    }
    for (int i = 0; i < steps; i++) {
      // Eight bits a channel round a step of about 0.03 by up to 0.003.
      assertEquals(total / steps, lengths[i], 0.1 * total / steps, "step " + i);
    }
  }

  @Test
  void largerNumbersAreLighter() {
    for (int i = 0; i < 64; i++) {
      assertTrue(seen((i + 1) / 64.0).lightness() > seen(i / 64.0).lightness(), "at " + i);
    }
  }

  @Test
  void whatIsBeyondTheRangeHasTheColourOfItsEnd() {
    assertEquals(ColorMap.rgb(0), ColorMap.rgb(-3));
    assertEquals(ColorMap.rgb(1), ColorMap.rgb(1.2));
  }

  @Test
  void lightnessIsThatOfTheDefinition() {
    // Ottosson's white is (1, 0, 0), black (0, 0, 0), pure red (0.628, 0.225, 0.126).
    assertEquals(0xFFFFFF, new OkLab(1, 0, 0).rgb());
    assertEquals(0x000000, new OkLab(0, 0, 0).rgb());
    assertEquals(0xFF0000, new OkLab(0.62796, 0.22486, 0.12585).rgb());
  }

  private static OkLab seen(double part) {
    int rgb = ColorMap.rgb(part);
    double r = linear(rgb >> 16 & 255);
    double g = linear(rgb >> 8 & 255);
    double b = linear(rgb & 255);
    double l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    double m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    double s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    return new OkLab(
        0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
        1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
        0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s);
  }

  private static double linear(int channel) {
    double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }
}
