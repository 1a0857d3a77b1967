package io.molspectra.spectrum;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Small folders of spectra for tests. */
final class Tables {

  /** 500..503 cm-1. */
  static final SpectrumKind IR =
      new SpectrumKind("ir", new SpectrumGrid(500, 1, 4, SpectralUnit.WAVENUMBER));

  /** 1.0..1.4 eV. */
  static final SpectrumKind UV =
      new SpectrumKind("uv", new SpectrumGrid(1, 0.2, 3, SpectralUnit.ELECTRONVOLT));

  static final String IR_HEADER = ",500,501,502,503";
  static final String UV_HEADER = ",1,1.2,1.4";

  private Tables() {}

  static Path write(Path file, String... lines) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, String.join("\n", lines) + "\n");
  }

  static Path gzip(Path file, String... lines) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  static List<SpectraRow> read(Path folder, SpectrumKind... kinds) {
    List<SpectraRow> rows = new ArrayList<>();
    try (SpectraReader reader = SpectraFolder.open(folder, List.of(kinds))) {
      reader.forEachRemaining(rows::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }

  /** The ten molecules in the test resources. */
  static Path realFolder() {
    try {
      return Path.of(Tables.class.getResource("qm9").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
