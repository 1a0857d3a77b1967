package io.molspectra.spectrum;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpectrumFilesTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "400,0.5~401,1~402.5,2",
        "\ufeffwavenumber (cm-1),absorbance~400,0.5~401,1~402.5,2",
        "# a comment~% another~~402.5\t2~401\t1~400\t0.5",
        "! instrument~; settings~400 0.5~401   1~402.5 2",
        "400;0,5~401;1,0~402,5;2",
        "\"cm\u207b\u00b9\";\"A\"~400;0,5~401;1,0~402,5;2",
        "400,0\t0,5~401,0\t1,0~402,5\t2",
        "400,5e-1~401,1.0E0~402.5,+2"
      })
  void twoColumnsAreReadHoweverTheyAreParted(String text) throws IOException {
    Path file = write("ethanol.csv", text.replace('~', '\n'));
    Spectrum spectrum = SpectrumFiles.read(file, SpectralUnit.WAVENUMBER);
    assertEquals("ethanol", spectrum.id());
    assertEquals(SpectralUnit.WAVENUMBER, spectrum.unit());
    assertArrayEquals(new double[] {400, 401, 402.5}, spectrum.points());
    assertArrayEquals(new double[] {0.5, 1, 2}, spectrum.intensities());
  }

  @Test
  void theHeaderNamesUnitsOfBothColumns() throws IOException {
    Path file = write("a.txt", "Wavelength (um)\t%T\n2.5\t100\n5\t10");
    Spectrum spectrum = SpectrumFiles.read(file, SpectralUnit.WAVENUMBER);
    assertEquals(SpectralUnit.NANOMETRE, spectrum.unit());
    assertArrayEquals(new double[] {2500, 5000}, spectrum.points());
    assertArrayEquals(new double[] {0, 1}, spectrum.intensities(), 1e-12);
    file = write("b.txt", "Wavelength (nm) Abs\n200 3\n300 1");
    assertEquals(SpectralUnit.NANOMETRE, SpectrumFiles.read(file, null).unit());
  }

  @Test
  void smallNegativeIntensitiesAreNoiseAndLargerOnesAFault() throws IOException {
    Path file = write("a.csv", "400,10\n401,-0.09\n402,0");
    assertArrayEquals(
        new double[] {10, 0, 0}, SpectrumFiles.read(file, SpectralUnit.WAVENUMBER).intensities());
    refused("400,10\n401,-0.11\n402,0", SpectrumRejectReason.NEGATIVE_INTENSITY, "401.0");
    refused("400,-1\n401,-2", SpectrumRejectReason.NEGATIVE_INTENSITY, "400.0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400,1~401,two     | SYNTAX               | line 2: 'two'",
        "400,1~401,        | MISSING_POINTS       | line 2",
        "400,1~401         | MISSING_POINTS       | line 2",
        "400,1~401,nan     | NON_FINITE_INTENSITY | line 2",
        "400,1~401,1,5     | UNSUPPORTED          | 3 columns",
        "400,1~402,1~401,1 | WRONG_GRID           | line 3: point 401.0 after 402.0",
        "400,1~400,1       | WRONG_GRID           | line 2",
        ",                 | MISSING_POINTS       | holds 0 points",
        "400,1~,~401,1     | MISSING_POINTS       | line 2",
        "400,1             | MISSING_POINTS       | holds 1 points",
        "name,value        | MISSING_POINTS       | holds 0 points",
        "cm-1,reflectance~1,2~2,3 | UNSUPPORTED   | reflectance"
      })
  void faultsAreNamedWithTheirLines(String text, SpectrumRejectReason reason, String message)
      throws IOException {
    refused(text.replace('~', '\n'), reason, message);
  }

  @Test
  void aFileWithoutAUnitNeedsOneToldOrIsRefused() throws IOException {
    Path file = write("a.csv", "400,1\n401,2");
    var error = assertThrows(BadSpectrumException.class, () -> SpectrumFiles.read(file, null));
    assertEquals(SpectrumRejectReason.UNSUPPORTED, error.reason());
    assertTrue(error.getMessage().contains("name it in the header"), error::getMessage);
  }

  @Test
  void compressedFilesReadAsPlainOnes() throws IOException {
    Path file = Tables.gzip(folder.resolve("a.csv.gz"), "400,1", "401,2");
    Spectrum spectrum = SpectrumFiles.read(file, SpectralUnit.WAVENUMBER);
    assertEquals("a", spectrum.id());
    assertArrayEquals(new double[] {1, 2}, spectrum.intensities());
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 9));
    var error =
        assertThrows(
            BadSpectrumException.class, () -> SpectrumFiles.read(file, SpectralUnit.WAVENUMBER));
    assertEquals(SpectrumRejectReason.SYNTAX, error.reason());
    assertEquals(file.toString(), error.source());
  }

  @Test
  void textInAnOldEncodingIsStillRead() throws IOException {
    Path file = folder.resolve("a.jdx");
    Files.write(
        file,
        "##TITLE=S\u00e4ure\n##XUNITS=\u00b5m\n##LASTX=2\n##XYDATA=(X++(Y..Y))\n1 5 6\n##END="
            .getBytes(StandardCharsets.ISO_8859_1));
    assertArrayEquals(new double[] {1000, 2000}, SpectrumFiles.read(file, null).points());
  }

  @Test
  void aNameWithoutAFormatIsRefusedAndAMissingFileNamed() throws IOException {
    Path file = write("a.spc", "1 2");
    var error = assertThrows(BadSpectrumException.class, () -> SpectrumFiles.read(file, null));
    assertEquals(SpectrumRejectReason.UNSUPPORTED, error.reason());
    assertThrows(
        NoSuchFileException.class, () -> SpectrumFiles.read(folder.resolve("b.jdx"), null));
  }

  private void refused(String text, SpectrumRejectReason reason, String message)
      throws IOException {
    Path file = write("bad.csv", text);
    var error =
        assertThrows(
            BadSpectrumException.class, () -> SpectrumFiles.read(file, SpectralUnit.WAVENUMBER));
    assertEquals(reason, error.reason(), error::getMessage);
    assertTrue(error.getMessage().contains(message), error::getMessage);
    assertTrue(error.getMessage().startsWith(file.toString()), error::getMessage);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void moreLinesThanASpectrumHasAreRefused() throws IOException {
    Path file = write("a.csv", "1 1\n".repeat((1 << 20) + 1));
    var refused =
        assertThrows(
            BadSpectrumException.class, () -> SpectrumFiles.read(file, SpectralUnit.WAVENUMBER));
    assertTrue(String.valueOf(refused.getMessage()).contains("lines"), refused.getMessage());
  }
}
