package io.molspectra.spectrum;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.molspectra.spectrum.Spectrum.Form;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** Curves of five waves, none shorter than 20 grid steps, against their values by formula. */
class ResamplingPropertyTest {

  private static final SpectrumGrid GRID = new SpectrumGrid(500, 2, 300, SpectralUnit.WAVENUMBER);

  private static final double SHORTEST = 20 * 2;
  private static final int WAVES = 5;

  /** Amplitudes add up to 1 at most, so that |f''| is at most the square of the wave number. */
  private static final double SECOND_DERIVATIVE = Math.pow(2 * Math.PI / SHORTEST, 2);

  @Property(tries = 200)
  void coarsePointsGiveTheCurveToTheErrorOfLinearInterpolation(
      @ForAll @DoubleRange(min = 2, max = 8) double spacing, @ForAll long seed) {
    Waves waves = new Waves(seed);
    float[] out = Resampling.onto(GRID, waves.sampled(480 + spacing * 0.3, spacing, 1120));
    double bound = spacing * spacing / 8 * SECOND_DERIVATIVE + 1e-6;
    for (int i = 0; i < out.length; i++) {
      assertEquals(waves.at(GRID.at(i)), out[i], bound);
    }
  }

  @Property(tries = 200)
  void finePointsGiveTheMeanOfTheCurveOverTheCell(
      @ForAll @DoubleRange(min = 0.05, max = 1.9) double spacing, @ForAll long seed) {
    Waves waves = new Waves(seed);
    float[] out = Resampling.onto(GRID, waves.sampled(480 + spacing * 0.3, spacing, 1120));
    double bound = spacing * spacing / 8 * SECOND_DERIVATIVE + 1e-6;
    for (int i = 0; i < out.length; i++) {
      double x = GRID.at(i);
      assertEquals(waves.integral(x - 1, x + 1) / 2, out[i], bound);
    }
  }

  /** The sum over cells is the area under the polyline, wherever its points lie. */
  @Property(tries = 200)
  void fineUnevenPointsKeepTheArea(
      @ForAll @IntRange(min = 1500, max = 4000) int points, @ForAll long seed) {
    Random random = new Random(seed);
    // From one cell's edge to another's: 499 to 1,099.
    double[] x = new double[points];
    x[0] = 499;
    for (int i = 1; i < points; i++) {
      x[i] = x[i - 1] + 0.1 + random.nextDouble();
    }
    double span = x[points - 1] - x[0];
    for (int i = 1; i < points; i++) {
      x[i] = 499 + (x[i] - 499) * 600 / span;
    }
    x[points - 1] = 1099;
    double[] y = random.doubles(points).toArray();
    double area = 0;
    for (int i = 1; i < points; i++) {
      area += (x[i] - x[i - 1]) * (y[i] + y[i - 1]) / 2;
    }
    float[] out =
        Resampling.onto(GRID, new Spectrum("a", x, y, SpectralUnit.WAVENUMBER, Form.CURVE));
    double sum = 0;
    for (float value : out) {
      sum += 2 * value;
    }
    assertEquals(area, sum, 1e-5 * area);
  }

  private static final class Waves {
    private final double[] number = new double[WAVES];
    private final double[] phase = new double[WAVES];

    Waves(long seed) {
      Random random = new Random(seed);
      Arrays.setAll(number, i -> 2 * Math.PI / SHORTEST * random.nextDouble());
      Arrays.setAll(phase, i -> 2 * Math.PI * random.nextDouble());
    }

    double at(double x) {
      double sum = 0;
      for (int i = 0; i < WAVES; i++) {
        sum += Math.sin(number[i] * x + phase[i]) / WAVES;
      }
      return sum;
    }

    double integral(double from, double to) {
      double sum = 0;
      for (int i = 0; i < WAVES; i++) {
        // The mean over an interval is the value at its middle times a sinc.
        double half = number[i] * (to - from) / 2;
        double sinc = half == 0 ? 1 : Math.sin(half) / half;
        sum += (to - from) * sinc * Math.sin(number[i] * (from + to) / 2 + phase[i]) / WAVES;
      }
      return sum;
    }

    Spectrum sampled(double from, double spacing, double to) {
      int n = (int) ((to - from) / spacing) + 1;
      double[] x = new double[n];
      Arrays.setAll(x, i -> from + i * spacing);
      return new Spectrum(
          "a", x, Arrays.stream(x).map(this::at).toArray(), SpectralUnit.WAVENUMBER, Form.CURVE);
    }
  }
}
