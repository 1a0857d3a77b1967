package io.molspectra.cli;

import io.molspectra.spectrum.BadSpectrumException;
import io.molspectra.spectrum.Resampling;
import io.molspectra.spectrum.SpectraReader;
import io.molspectra.spectrum.SpectraRow;
import io.molspectra.spectrum.Spectrum;
import io.molspectra.spectrum.SpectrumFiles;
import io.molspectra.spectrum.SpectrumKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Files of one spectrum each; a row is one file. A file that cannot be used is a reject. */
final class QueryFiles implements SpectraReader {

  private final Iterator<Path> files;
  private final QueryKinds kinds;

  /**
   * @param kinds of the model
   * @param kind of all files, null to tell by each file
   * @throws CommandFailure USAGE if the model does not take the kind
   */
  QueryFiles(List<Path> files, List<SpectrumKind> kinds, @Nullable String kind) {
    this.files = files.iterator();
    this.kinds = new QueryKinds(kinds, kind);
  }

  @Override
  public boolean hasNext() {
    return files.hasNext();
  }

  @Override
  public SpectraRow next() {
    Path file = files.next();
    String id = String.valueOf(file.getFileName()).replaceFirst("(?i)(?<=.)\\.[^.]+(\\.gz)?$", "");
    String name = "of unknown kind";
    try {
      SpectrumKind stated = kinds.stated(file);
      name = stated == null ? name : stated.name();
      Spectrum spectrum = SpectrumFiles.read(file, stated == null ? null : stated.grid().unit());
      SpectrumKind kind = stated == null ? kinds.ofUnit(file, spectrum.unit()) : stated;
      name = kind.name();
      float[] intensities = Resampling.onto(kind.grid(), spectrum);
      return new SpectraRow(-1, id, -1, Map.of(name, intensities), List.of());
    } catch (BadSpectrumException e) {
      return new SpectraRow(-1, id, -1, Map.of(), List.of(e.rejected(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {}
}
