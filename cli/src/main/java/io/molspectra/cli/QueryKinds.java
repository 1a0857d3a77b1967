package io.molspectra.cli;

import io.molspectra.file.GzipInput;
import io.molspectra.spectrum.BadSpectrumException;
import io.molspectra.spectrum.SpectralUnit;
import io.molspectra.spectrum.SpectrumKind;
import io.molspectra.spectrum.SpectrumRejectReason;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Tells which of a model's kinds a file of one spectrum holds. */
final class QueryKinds {

  /** JCAMP-DX has its labels at the head of a block. */
  private static final int HEAD_LINES = 500;

  private static final String DATA_TYPE = "##DATATYPE=";

  private static final Map<String, String> TYPES =
      Map.of("INFRARED", "ir", "RAMAN", "raman", "UV", "uv", "ULTRAVIOLET", "uv");

  private final List<SpectrumKind> kinds;
  private final @Nullable SpectrumKind wanted;

  /**
   * @param kinds of the model
   * @param wanted kind of all files, null to tell by each file
   * @throws CommandFailure USAGE if the model does not take the kind
   */
  QueryKinds(List<SpectrumKind> kinds, @Nullable String wanted) {
    this.kinds = kinds;
    this.wanted =
        wanted == null
            ? null
            : named(wanted)
                .orElseThrow(
                    () ->
                        new CommandFailure(
                            ExitCode.USAGE,
                            "--kind %s: the model takes %s".formatted(wanted, names())));
  }

  /**
   * The kind as the user or the file states it, null if neither does.
   *
   * @throws BadSpectrumException if the file states one that the model does not take
   * @throws IOException if the file cannot be opened
   */
  @Nullable SpectrumKind stated(Path file) throws IOException {
    if (wanted != null) {
      return wanted;
    }
    String type = dataType(file);
    for (Map.Entry<String, String> known : TYPES.entrySet()) {
      if (type.contains(known.getKey())) {
        return named(known.getValue())
            .orElseThrow(() -> unsupported(file, "DATA TYPE is '%s'".formatted(type)));
      }
    }
    return null;
  }

  /**
   * The only kind of the model with points in this unit, or in one that light has, too.
   *
   * @throws BadSpectrumException if there is none, or more than one
   */
  SpectrumKind ofUnit(Path file, SpectralUnit unit) {
    List<SpectrumKind> fitting =
        kinds.stream().filter(kind -> family(kind.grid().unit()) == family(unit)).toList();
    if (fitting.size() != 1) {
      throw unsupported(
          file, "the unit %s does not tell the kind; say it with --kind".formatted(unit.symbol()));
    }
    return fitting.get(0);
  }

  /** Instruments give UV-Vis in nm where models want eV. */
  private static SpectralUnit family(SpectralUnit unit) {
    return unit == SpectralUnit.NANOMETRE ? SpectralUnit.ELECTRONVOLT : unit;
  }

  private Optional<SpectrumKind> named(String name) {
    return kinds.stream().filter(kind -> kind.name().equals(name)).findFirst();
  }

  private List<String> names() {
    return kinds.stream().map(SpectrumKind::name).toList();
  }

  private BadSpectrumException unsupported(Path file, String what) {
    return new BadSpectrumException(
        SpectrumRejectReason.UNSUPPORTED,
        file.toString(),
        0,
        "%s; the model takes %s".formatted(what, names()));
  }

  /** What a JCAMP-DX file says of itself, in capitals; empty for other files. */
  private static String dataType(Path file) throws IOException {
    boolean compressed = file.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
    try (InputStream raw = Files.newInputStream(file);
        InputStream in = compressed ? GzipInput.open(raw) : raw;
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1))) {
      for (int n = 0; n < HEAD_LINES; n++) {
        @Nullable String line = lines.readLine();
        if (line == null) {
          break;
        }
        // Blanks, dashes, slashes and underlines in a label mean nothing.
        String label = line.substring(0, line.indexOf('=') + 1).replaceAll("[ \\-/_]", "");
        if (label.equalsIgnoreCase(DATA_TYPE)) {
          return line.substring(line.indexOf('=') + 1).strip().toUpperCase(Locale.ROOT);
        }
      }
    } catch (ZipException | EOFException damaged) {
      // Reading the spectrum itself reports it.
      return "";
    }
    return "";
  }
}
