package io.molspectra.spectrum;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.molspectra.spectrum.Spectrum.Form;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JcampTest {

  /** The same ten ordinates in the forms of the standard, as its authors' example gives them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0 1 2 3 3 2 1 0 -1 -2 -3",
        "0+1+2+3+3+2+1+0-1-2-3",
        "0ABCCBA@abc",
        "0AJJ%jjjjjj",
        "0AJJ%jX",
        "0 1JJ%jX",
        "0, 1; 2 3T 2 1 0 -1 -2 -3",
        "0 1.0E0 2.0e+0 3 30E-1 2 1 0 -1 -2 -3"
      })
  void theExampleOfTheStandardReadsEqualInEveryForm(String line) throws SpectrumFault {
    AsdfDecoder decoder = new AsdfDecoder(line.matches(".*[A-DF-Za-df-z%@].*"), 1);
    decoder.line(line, 1);
    PointList points = decoder.points();
    double[] y = new double[points.size()];
    Arrays.setAll(y, points::value);
    assertArrayEquals(new double[] {1, 2, 3, 3, 2, 1, 0, -1, -2, -3}, y);
  }

  @Property(tries = 200)
  void allFormsOfTheSameDataReadEqual(
      @ForAll @IntRange(min = 2, max = 200) int n,
      @ForAll @IntRange(min = 1, max = 100_000) int height,
      @ForAll long seed)
      throws SpectrumFault {
    Random random = new Random(seed);
    int[] y = new int[n];
    for (int i = 0; i < n; i++) {
      // Runs of equal values and of equal differences occur.
      y[i] = i > 0 && random.nextInt(3) > 0 ? y[i - 1] : random.nextInt(height);
      y[i] = i > 1 && random.nextInt(4) == 0 ? Math.abs(2 * y[i - 1] - y[i - 2]) : y[i];
    }
    double[] expected = Arrays.stream(y).mapToDouble(value -> value * 0.5).toArray();
    for (JcampForms form : JcampForms.values()) {
      Spectrum spectrum = read(file(400, 2, n, form.lines(400, 2, y)));
      assertArrayEquals(expected, spectrum.intensities(), form::name);
      assertEquals(400 + 2 * (n - 1), spectrum.points()[n - 1], 1e-9);
    }
  }

  @Test
  void anInfraredSpectrumAsInstrumentsWriteItIsAbsorbanceThatAscends() throws SpectrumFault {
    Spectrum spectrum =
        read(
            """
            ##TITLE=ETHANOL $$ a comment
            ##JCAMP-DX=4.24
            ##DATA TYPE=INFRARED SPECTRUM
            ##XUNITS=1/CM
            ##YUNITS=% Transmittance
            ##XFACTOR=1.0
            ##YFACTOR=0.01
            ##FIRSTX=404.0
            ##LASTX=400.0
            ##DELTAX=-1
            ##NPOINTS=5
            ##XYDATA=(X++(Y..Y))
            404 10000 1000 100 $$ absorbance 0, 1, 2
            401 0 10050
            ##END=
            """);
    assertEquals(SpectralUnit.WAVENUMBER, spectrum.unit());
    assertArrayEquals(new double[] {400, 401, 402, 403, 404}, spectrum.points(), 1e-9);
    // 100.5 % is noise, no light at all is taken for 0.01 %.
    assertArrayEquals(new double[] {0, 4, 2, 1, 0}, spectrum.intensities(), 1e-9);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TRANSMITTANCE            | 0.1 | 1",
        "TRANSMITTANCE            | 10  | 1",
        "PERCENT TRANSMITTANCE    | 10  | 1",
        "%T                       | 1   | 2",
        "ABSORBANCE               | 0.7 | 0.7",
        "% ABSORBANCE             | 70  | 0.7",
        "Logarithm epsilon        | 3   | 1000",
        "ARBITRARY UNITS          | 5   | 5",
        "(micromol/mol)-1m-1 (base 10) | 5 | 5"
      })
  void ordinatesBecomeIntensities(String unit, double ordinate, double intensity)
      throws SpectrumFault {
    double[] values = Ordinates.intensities(unit, 1, new double[1], new double[] {ordinate});
    assertEquals(intensity, values[0], 1e-9 * intensity);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1/CM | cm-1 | 2",
        "CM^-1 | cm-1 | 2",
        "cm-1 | cm-1 | 2",
        "WAVENUMBERS (CM-1) | cm-1 | 2",
        "NANOMETERS | nm | 2",
        "Wavelength (nm) | nm | 2",
        "eV | eV | 2",
        "MICROMETERS | nm | 2000",
        "micrometers | nm | 2000",
        "\u00b5m | nm | 2000",
        "PPM | ppm | 2",
        "M/Z | m/z | 2"
      })
  void unitsOfPointsAreReadAsInstrumentsSpellThem(String name, String unit, double two)
      throws SpectrumFault {
    AxisUnit axis = AxisUnit.of(name, 1, null);
    assertEquals(unit, axis.unit().symbol());
    assertEquals(two, 2 * axis.factor());
  }

  @Test
  void pairsAreReadWithTheirFactors() throws SpectrumFault {
    for (String rows :
        List.of("200,1 201,2\n202.5,4", "200 1; 201 2; 202.5 4", "200 1\n201 2\n202.5 4")) {
      Spectrum spectrum =
          read(
              "##TITLE=uv\n##XUNITS=NANOMETERS\n##YUNITS=ABSORBANCE\n##YFACTOR=0.5\n##NPOINTS=3\n"
                  + "##XYPOINTS=(XY..XY)\n"
                  + rows
                  + "\n##END=");
      assertEquals(Form.CURVE, spectrum.form());
      assertArrayEquals(new double[] {200, 201, 202.5}, spectrum.points());
      assertArrayEquals(new double[] {0.5, 1, 2}, spectrum.intensities());
    }
  }

  @Test
  void aPeakTableIsSticksInOrder() throws SpectrumFault {
    Spectrum spectrum =
        read("##TITLE=ms\n##XUNITS=M/Z\n##PEAK TABLE=(XY..XY)\n45,30 31,100\n46,10\n##END=");
    assertEquals(Form.STICKS, spectrum.form());
    assertArrayEquals(new double[] {31, 45, 46}, spectrum.points());
    assertArrayEquals(new double[] {100, 30, 10}, spectrum.intensities());
  }

  @Test
  void ofACompoundFileTheFirstCurveIsRead() throws SpectrumFault {
    Spectrum spectrum =
        read(
            """
            ##TITLE=all of them
            ##DATA TYPE=LINK
            ##BLOCKS=3
            ##TITLE=structure
            ##DATA TYPE=CHEMICAL STRUCTURE
            ##END=
            ##TITLE=peaks
            ##XUNITS=1/CM
            ##PEAKTABLE=(XY..XY)
            450,1
            ##END=
            ##TITLE=curve
            ##X UNITS=1/CM
            ##NPOINTS=2
            ##XYDATA=(X++(Y..Y))
            450 1 2
            ##LASTX=451
            ##END=
            ##TITLE=another
            ##XYDATA=(X++(Y..Y))
            0 5 6
            ##END=
            ##END=
            """);
    assertArrayEquals(new double[] {450, 451}, spectrum.points());
    assertArrayEquals(new double[] {1, 2}, spectrum.intensities());
  }

  @Test
  void roundedPointsOnTheLinesDoNotMoveTheCurve() throws SpectrumFault {
    Spectrum spectrum =
        read(
            """
            ##TITLE=ftir
            ##XUNITS=1/CM
            ##FIRSTX=399.26
            ##LASTX=400.225
            ##NPOINTS=6
            ##XYDATA=(X++(Y..Y))
            399 1 2 3
            400 4 5 6
            ##END=
            """);
    assertEquals(399.26 + 0.193 * 3, spectrum.points()[3], 1e-9);
  }

  static Spectrum read(String text) throws SpectrumFault {
    return Jcamp.read("test", text.lines().toList(), null);
  }

  static String file(double first, double step, int n, List<String> rows) {
    List<String> lines = new ArrayList<>();
    lines.add("##TITLE=test");
    lines.add("##XUNITS=1/CM");
    lines.add("##YUNITS=ABSORBANCE");
    lines.add("##FIRSTX=" + first);
    lines.add("##LASTX=" + (first + (n - 1) * step));
    lines.add("##NPOINTS=" + n);
    lines.add("##YFACTOR=0.5");
    lines.add("##XYDATA=(X++(Y..Y))");
    lines.addAll(rows);
    lines.add("##END=");
    return String.join("\r\n", lines);
  }
}
