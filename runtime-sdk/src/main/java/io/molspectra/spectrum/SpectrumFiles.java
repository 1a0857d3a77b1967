package io.molspectra.spectrum;

import io.molspectra.file.GzipInput;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Reads files that hold one spectrum each, as instruments and the NIST WebBook write them.
 *
 * <table>
 * <caption>Formats</caption>
 * <tr><th>name ends in</th><th>format</th></tr>
 * <tr><td>.jdx .dx .jcamp</td><td>JCAMP-DX 4 and 5: XYDATA=(X++(Y..Y)) in AFFN, PAC, SQZ, DIF and
 * DUP, XYPOINTS=(XY..XY), PEAK TABLE=(XY..XY); of a compound file the first block with a curve,
 * else the first with peaks</td></tr>
 * <tr><td>.csv .tsv .txt .xy .dat</td><td>two columns, point and intensity, parted by comma,
 * semicolon, tab or blanks; lines that begin with # % ; ! or // are comments, and a header may name
 * units. A comma is a decimal point where semicolon or tab part the columns</td></tr>
 * </table>
 *
 * Each may be followed by .gz. Points may ascend or descend; micrometres are read as nanometres.
 *
 * <p>Transmittance T, plain or per cent by its unit (values above 1.5 are taken for per cent), is
 * converted to absorbance -log10 T, T being at least 1e-4; the logarithm of epsilon to epsilon.
 * Other units of intensity are left as they are, reflectance and raw beams are refused. Negative
 * intensities above -1 % of the highest are noise and become 0; lower ones are a fault.
 */
public final class SpectrumFiles {

  private static final List<String> JCAMP = List.of(".jdx", ".dx", ".jcamp");
  private static final List<String> COLUMNS = List.of(".csv", ".tsv", ".txt", ".xy", ".dat");

  /** Larger files are not one spectrum. */
  private static final int MOST_BYTES = 64 << 20;

  private static final int MOST_LINES = 1 << 20;

  private SpectrumFiles() {}

  /**
   * Reads a file.
   *
   * @param unitIfUnknown unit of the points if the file does not name one; null refuses such files
   * @throws BadSpectrumException if the file holds no spectrum that is read
   * @throws IOException if it cannot be opened
   */
  public static Spectrum read(Path file, @Nullable SpectralUnit unitIfUnknown) throws IOException {
    try {
      List<String> lines = text(file).lines().limit(MOST_LINES + 1).toList();
      if (lines.size() > MOST_LINES) {
        throw new SpectrumFault(
            SpectrumRejectReason.UNSUPPORTED,
            MOST_LINES,
            "has more than %d lines; is it one spectrum?".formatted(MOST_LINES));
      }
      String id = idOf(file);
      if (endsInOneOf(file, JCAMP)) {
        return Jcamp.read(id, lines, unitIfUnknown);
      }
      if (endsInOneOf(file, COLUMNS)) {
        return ColumnText.read(id, lines, unitIfUnknown);
      }
      throw new SpectrumFault(
          SpectrumRejectReason.UNSUPPORTED, 0, "its name tells no format; known are " + endings());
    } catch (SpectrumFault e) {
      throw e.in(file.toString());
    }
  }

  /** Whether the name ends in that of a format; hidden files do not count. */
  static boolean isKnown(Path file) {
    return !String.valueOf(file.getFileName()).startsWith(".")
        && (endsInOneOf(file, JCAMP) || endsInOneOf(file, COLUMNS));
  }

  /** The name without .gz and the format. */
  static String idOf(Path file) {
    String name = String.valueOf(file.getFileName());
    String plain = CsvSource.isCompressed(file) ? name.substring(0, name.length() - 3) : name;
    int dot = plain.lastIndexOf('.');
    return dot > 0 ? plain.substring(0, dot) : plain;
  }

  static String endings() {
    return String.join(" ", JCAMP) + " " + String.join(" ", COLUMNS) + ", each also with .gz";
  }

  private static boolean endsInOneOf(Path file, List<String> endings) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    String plain = CsvSource.isCompressed(file) ? name.substring(0, name.length() - 3) : name;
    return endings.stream().anyMatch(plain::endsWith);
  }

  private static String text(Path file) throws IOException, SpectrumFault {
    byte[] bytes;
    try (InputStream raw = Files.newInputStream(file);
        InputStream in = CsvSource.isCompressed(file) ? GzipInput.open(raw) : raw) {
      bytes = in.readNBytes(MOST_BYTES + 1);
    } catch (ZipException | EOFException e) {
      throw new SpectrumFault(
          SpectrumRejectReason.SYNTAX,
          0,
          "broken compression (" + e.getMessage() + "); copy or download the file again");
    }
    if (bytes.length > MOST_BYTES) {
      throw new SpectrumFault(
          SpectrumRejectReason.UNSUPPORTED, 0, "is larger than 64 MiB; is it a table of spectra?");
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\ufeff") ? text.substring(1) : text;
    } catch (CharacterCodingException olderEncoding) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }
}
