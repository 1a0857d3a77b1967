package io.molspectra.benchmarks.fuzz;

import io.molspectra.spectrum.BadSpectrumException;
import io.molspectra.spectrum.SpectralUnit;
import io.molspectra.spectrum.Spectrum;
import io.molspectra.spectrum.SpectrumFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Files of one spectrum: JCAMP-DX and two columns. */
final class SpectrumTarget implements Target {

  private static final Map<String, String> SOUND =
      Map.of(
          "affn.jdx",
          """
          ##TITLE=example
          ##JCAMP-DX=4.24
          ##DATA TYPE=INFRARED SPECTRUM
          ##XUNITS=1/CM
          ##YUNITS=ABSORBANCE
          ##FIRSTX=1000
          ##LASTX=1007
          ##DELTAX=1
          ##XFACTOR=1
          ##YFACTOR=0.5
          ##NPOINTS=8
          ##XYDATA=(X++(Y..Y))
          1000 1 2 3 4
          1004 5 6 7 8
          ##END=
          """,
          "dif.jdx",
          """
          ##TITLE=example
          ##JCAMP-DX=5.00
          ##DATA TYPE=INFRARED SPECTRUM
          ##XUNITS=1/CM
          ##YUNITS=ABSORBANCE
          ##FIRSTX=1000
          ##LASTX=1007
          ##XFACTOR=1
          ##YFACTOR=0.5
          ##NPOINTS=8
          ##XYDATA=(X++(Y..Y))
          1000A0JJ%K
          1004A3jTKLM
          1008A9
          ##END=
          """,
          "columns.csv",
          "wavenumber (cm-1),absorbance\n400,0.1\n401,0.2\n402,0.3\n403,0.2\n404,0.1\n",
          "peaks.jdx",
          """
          ##TITLE=example
          ##JCAMP-DX=4.24
          ##DATA TYPE=INFRARED PEAK TABLE
          ##XUNITS=1/CM
          ##YUNITS=ABSORBANCE
          ##NPOINTS=3
          ##PEAK TABLE=(XY..XY)
          1000,1.0 1100,0.5 1200,0.25
          ##END=
          """);

  private static final List<String> NAMES = SOUND.keySet().stream().sorted().toList();

  @Override
  public String name() {
    return "spectrum";
  }

  @Override
  public Trial damage(RandomGenerator random, Path folder) throws IOException {
    String name = NAMES.get(random.nextInt(NAMES.size()));
    byte[] donor = text(NAMES.get(random.nextInt(NAMES.size())));
    Path file = Files.write(folder.resolve(name), new Mutator(random, donor).damage(text(name)));
    return () -> read(file);
  }

  private static byte[] text(String name) {
    return Samples.bytes(SOUND.getOrDefault(name, ""));
  }

  private static Outcome read(Path file) throws IOException {
    try {
      Spectrum spectrum = SpectrumFiles.read(file, SpectralUnit.WAVENUMBER);
      for (double value : spectrum.intensities()) {
        if (!Double.isFinite(value)) {
          throw new Finding("an intensity is " + value);
        }
      }
      return Outcome.ACCEPTED;
    } catch (BadSpectrumException refused) {
      return Refusals.named(refused, file);
    }
  }
}
