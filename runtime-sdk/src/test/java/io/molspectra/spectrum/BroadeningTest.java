package io.molspectra.spectrum;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.molspectra.spectrum.Spectrum.Form;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BroadeningTest {

  private static final SpectrumGrid WIDE = new SpectrumGrid(-5000, 0.5, 20001, SpectralUnit.PPM);

  @ParameterizedTest
  @EnumSource(LineShape.class)
  void theAreaIsTheStrengthAndTheWidthIsAtHalfTheHeight(LineShape shape) {
    float[] out = Broadening.onto(WIDE, new double[] {0}, new double[] {3}, shape, 12);
    double area = 0;
    for (float value : out) {
      area += 0.5 * value;
    }
    // A Lorentzian of width 12 has 12 / (pi * 5000) of its area beyond 5,000.
    assertEquals(3, area, 3 * 1e-3);
    assertEquals(out[10000] / 2, out[10012], 1e-6);
    assertEquals(out[10000] / 2, out[9988], 1e-6);
  }

  @Test
  void linesAddUp() {
    float[] both =
        Broadening.onto(WIDE, new double[] {10, -3}, new double[] {1, 2}, LineShape.GAUSSIAN, 4);
    float[] one = Broadening.onto(WIDE, new double[] {10}, new double[] {1}, LineShape.GAUSSIAN, 4);
    float[] two = Broadening.onto(WIDE, new double[] {-3}, new double[] {2}, LineShape.GAUSSIAN, 4);
    for (int i = 0; i < both.length; i++) {
      assertEquals(one[i] + two[i], both[i], 1e-6);
    }
  }

  /** The stored curve is 100 / ln 10 times the strengths' in km/mol: decadic, litres and cm. */
  @Test
  void theLinesOfARealMoleculeGiveItsIr() throws IOException {
    float[] stored =
        Tables.read(Tables.realFolder(), SpectrumKind.IR).get(0).intensities().get("ir");
    float[] own =
        Broadening.onto(
            SpectrumKind.IR.grid(), column("ir", 1), column("ir", 2), LineShape.LORENTZIAN, 12);
    assertSameCurve(stored, own, 100 / Math.log(10));
  }

  @Test
  void theLinesOfARealMoleculeGiveItsUv() throws IOException {
    float[] stored =
        Tables.read(Tables.realFolder(), SpectrumKind.UV).get(0).intensities().get("uv");
    float[] own =
        Broadening.onto(
            SpectrumKind.UV.grid(), column("uv", 1), column("uv", 2), LineShape.GAUSSIAN, 0.4);
    assertSameCurve(stored, own, 1);
  }

  @Test
  void aPeakTableIsBroadenedInTheGridsUnit() {
    double hc = 1239.841984;
    Spectrum sticks =
        new Spectrum(
            "a",
            new double[] {hc / 5, hc / 3},
            new double[] {1, 2},
            SpectralUnit.NANOMETRE,
            Form.STICKS);
    SpectrumGrid grid = SpectrumKind.UV.grid();
    float[] expected =
        Broadening.onto(grid, new double[] {3, 5}, new double[] {2, 1}, LineShape.GAUSSIAN, 0.4);
    float[] out = Broadening.onto(grid, sticks, LineShape.GAUSSIAN, 0.4);
    for (int i = 0; i < out.length; i++) {
      assertEquals(expected[i], out[i], 1e-5);
    }
  }

  @Test
  void whatCannotBeBroadenedIsRefused() {
    double[] one = {1};
    for (double fwhm : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> Broadening.onto(WIDE, one, one, LineShape.GAUSSIAN, fwhm));
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> Broadening.onto(WIDE, one, new double[2], LineShape.GAUSSIAN, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> Broadening.onto(WIDE, new double[] {Double.NaN}, one, LineShape.GAUSSIAN, 1));
    Spectrum curve =
        new Spectrum("a", new double[] {0, 1}, new double[2], SpectralUnit.PPM, Form.CURVE);
    assertThrows(
        BadSpectrumException.class, () -> Broadening.onto(WIDE, curve, LineShape.GAUSSIAN, 1));
  }

  /** Both are rounded to seven digits. */
  private static void assertSameCurve(float[] stored, float[] own, double scale) {
    double highest = 0;
    for (float value : stored) {
      highest = Math.max(highest, value);
    }
    for (int i = 0; i < stored.length; i++) {
      assertEquals(stored[i], scale * own[i], 2e-6 * highest);
    }
  }

  private static double[] column(String kind, int column) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                BroadeningTest.class.getResourceAsStream("sticks_gdb_100104.csv"),
                StandardCharsets.UTF_8))) {
      List<String[]> rows =
          lines.lines().map(line -> line.split(",")).filter(row -> row[0].equals(kind)).toList();
      return rows.stream().mapToDouble(row -> Double.parseDouble(row[column])).toArray();
    }
  }
}
