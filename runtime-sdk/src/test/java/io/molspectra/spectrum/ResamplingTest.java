package io.molspectra.spectrum;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.spectrum.Spectrum.Form;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ResamplingTest {

  private static final SpectrumGrid GRID = new SpectrumGrid(0, 1, 5, SpectralUnit.WAVENUMBER);

  @Test
  void theSameGridIsCopied() {
    Spectrum spectrum = wavenumbers(new double[] {0, 1, 2.0005, 3, 4}, 3, 0, 1.5, 7, 1e-30);
    assertArrayEquals(new float[] {3, 0, 1.5f, 7, 1e-30f}, Resampling.onto(GRID, spectrum));
  }

  @Test
  void coarsePointsAreJoinedByStraightLines() {
    assertArrayEquals(
        new float[] {0, 1, 2, 4, 6},
        Resampling.onto(GRID, wavenumbers(new double[] {0, 2, 4}, 0, 2, 6)));
    // Shifted by half a step, spacing equal to the grid's: still interpolation.
    assertArrayEquals(
        new float[] {1, 3, 5, 7, 9},
        Resampling.onto(
            GRID, wavenumbers(new double[] {-0.5, 0.5, 1.5, 2.5, 3.5, 4.5}, 0, 2, 4, 6, 8, 10)));
  }

  @Test
  void aPeakNarrowerThanTheGridKeepsItsArea() {
    double[] points = new double[401];
    double[] intensities = new double[401];
    for (int i = 0; i <= 400; i++) {
      points[i] = i * 0.01;
    }
    // A triangle of height 1 and area 0.05, midway between the grid's points 1 and 2.
    for (int i = -4; i <= 4; i++) {
      intensities[145 + i] = 1 - Math.abs(i) / 5.0;
    }
    float[] out = Resampling.onto(GRID, wavenumbers(points, intensities));
    assertArrayEquals(new float[] {0, 0.05f, 0, 0, 0}, out, 1e-6f);
  }

  @Test
  void outsideTheCurveIsZeroIfHalfTheGridIsCovered() {
    assertArrayEquals(
        new float[] {0, 0, 5, 5, 5}, Resampling.onto(GRID, wavenumbers(new double[] {2, 9}, 5, 5)));
    SpectrumGrid even = new SpectrumGrid(0, 1, 4, SpectralUnit.WAVENUMBER);
    assertArrayEquals(
        new float[] {5, 5, 0, 0}, Resampling.onto(even, wavenumbers(new double[] {0, 1}, 5, 5)));
    var error =
        assertThrows(
            BadSpectrumException.class,
            () -> Resampling.onto(GRID, wavenumbers(new double[] {3, 9}, 5, 5)));
    assertEquals(SpectrumRejectReason.WRONG_GRID, error.reason());
    assertTrue(error.getMessage().contains("2 of the 5 points"), error::getMessage);
    assertTrue(error.getMessage().contains("3.0..9.0 cm-1"), error::getMessage);
  }

  @Test
  void wavelengthsBecomeEnergiesAndKeepTheirHeights() {
    SpectrumGrid grid = new SpectrumGrid(2, 1, 3, SpectralUnit.ELECTRONVOLT);
    double hc = 1239.841984;
    Spectrum spectrum =
        new Spectrum(
            "a",
            new double[] {hc / 4, hc / 3, hc / 2},
            new double[] {4, 3, 2},
            SpectralUnit.NANOMETRE,
            Form.CURVE);
    assertArrayEquals(new float[] {2, 3, 4}, Resampling.onto(grid, spectrum), 1e-6f);
  }

  @Test
  void wavenumbersBecomeEnergiesAndWavelengths() throws SpectrumFault {
    // 1 eV is 8,065.5439 cm-1 (CODATA 2018).
    double[] ev =
        UnitConversion.convert(
            new double[] {8065.543937}, SpectralUnit.WAVENUMBER, SpectralUnit.ELECTRONVOLT);
    assertEquals(1, ev[0], 1e-9);
    double[] nm =
        UnitConversion.convert(
            new double[] {400, 4000}, SpectralUnit.WAVENUMBER, SpectralUnit.NANOMETRE);
    assertArrayEquals(new double[] {2500, 25000}, nm, 1e-6);
  }

  @Test
  void unitsThatDoNotMeetAreRefused() {
    SpectrumGrid grid = new SpectrumGrid(0, 1, 2, SpectralUnit.PPM);
    var error =
        assertThrows(
            BadSpectrumException.class,
            () -> Resampling.onto(grid, wavenumbers(new double[] {0, 1}, 1, 1)));
    assertEquals(SpectrumRejectReason.UNSUPPORTED, error.reason());
    SpectrumGrid nm = new SpectrumGrid(100, 1, 2, SpectralUnit.NANOMETRE);
    error =
        assertThrows(
            BadSpectrumException.class,
            () -> Resampling.onto(nm, wavenumbers(new double[] {0, 1}, 1, 1)));
    assertEquals(SpectrumRejectReason.WRONG_GRID, error.reason());
  }

  @Test
  void peaksAreNoCurve() {
    Spectrum sticks =
        new Spectrum(
            "a", new double[] {1, 3}, new double[] {1, 1}, SpectralUnit.WAVENUMBER, Form.STICKS);
    var error = assertThrows(BadSpectrumException.class, () -> Resampling.onto(GRID, sticks));
    assertEquals(SpectrumRejectReason.UNSUPPORTED, error.reason());
  }

  @Test
  void whatFloatCannotHoldIsNotPassedOn() {
    var error =
        assertThrows(
            BadSpectrumException.class,
            () -> Resampling.onto(GRID, wavenumbers(new double[] {0, 4}, 1, 1e60)));
    assertEquals(SpectrumRejectReason.NON_FINITE_INTENSITY, error.reason());
  }

  @Test
  void aSpectrumKeepsItsContract() {
    double[] two = {0, 1};
    for (double[][] wrong :
        new double[][][] {
          {{0, 0}, two},
          {{1, 0}, two},
          {{0}, {1}},
          {two, {1}},
          {two, {1, Double.NaN}},
          {{0, Double.POSITIVE_INFINITY}, two}
        }) {
      assertThrows(
          IllegalArgumentException.class,
          () -> wavenumbers(wrong[0], wrong[1]),
          () -> Arrays.deepToString(wrong));
    }
  }

  private static Spectrum wavenumbers(double[] points, double... intensities) {
    return new Spectrum("a", points, intensities, SpectralUnit.WAVENUMBER, Form.CURVE);
  }
}
