package io.molspectra.spectrum;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads folders with a file for each molecule, by the order of their ids. */
final class MoleculeFilesReader implements SpectraReader {

  private final Iterator<Map.Entry<String, Map<SpectrumKind, List<Path>>>> molecules;

  private MoleculeFilesReader(SortedMap<String, Map<SpectrumKind, List<Path>>> molecules) {
    this.molecules = molecules.entrySet().iterator();
  }

  static MoleculeFilesReader open(Map<SpectrumKind, Path> folders) throws IOException {
    SortedMap<String, Map<SpectrumKind, List<Path>>> molecules = new TreeMap<>();
    for (Map.Entry<SpectrumKind, Path> folder : folders.entrySet()) {
      for (Path file : filesIn(folder.getValue())) {
        molecules
            .computeIfAbsent(SpectrumFiles.idOf(file), id -> new LinkedHashMap<>())
            .computeIfAbsent(folder.getKey(), kind -> new ArrayList<>())
            .add(file);
      }
    }
    if (molecules.isEmpty()) {
      throw new SpectraException(
          SpectraException.Problem.NO_SPECTRA,
          "%s hold no file of a spectrum; looked for names that end in %s"
              .formatted(folders.values(), SpectrumFiles.endings()));
    }
    return new MoleculeFilesReader(molecules);
  }

  /** The grid of the first file, by its name, that can be read and has equally spaced points. */
  static @Nullable SpectrumGrid firstGrid(Path folder) throws IOException {
    for (Path file : filesIn(folder)) {
      try {
        Spectrum spectrum = SpectrumFiles.read(file, null);
        double[] points = spectrum.points();
        int n = points.length;
        if (spectrum.form() == Spectrum.Form.CURVE) {
          SpectrumGrid grid =
              new SpectrumGrid(
                  points[0], (points[n - 1] - points[0]) / (n - 1), n, spectrum.unit());
          if (Resampler.of(points, grid).identical()) {
            return grid;
          }
        }
      } catch (BadSpectrumException unreadable) {
        // Reading the folder reports it; here the next file tells as much.
      }
    }
    return null;
  }

  @Override
  public boolean hasNext() {
    return molecules.hasNext();
  }

  @Override
  public SpectraRow next() {
    if (!molecules.hasNext()) {
      throw new NoSuchElementException("the folders have no further molecule");
    }
    Map.Entry<String, Map<SpectrumKind, List<Path>>> molecule = molecules.next();
    Map<String, float[]> intensities = new LinkedHashMap<>();
    List<SpectrumReject> rejects = new ArrayList<>();
    molecule
        .getValue()
        .forEach(
            (kind, files) -> {
              try {
                intensities.put(kind.name(), read(kind, files));
              } catch (BadSpectrumException e) {
                rejects.add(e.rejected(kind.name()));
              }
            });
    return new SpectraRow(-1, molecule.getKey(), -1, intensities, rejects);
  }

  @Override
  public void close() {}

  private static float[] read(SpectrumKind kind, List<Path> files) {
    Path file = files.get(0);
    if (files.size() > 1) {
      throw new BadSpectrumException(
          SpectrumRejectReason.UNSUPPORTED,
          file.toString(),
          0,
          "is one of two files of the same molecule, with "
              + files.get(1).getFileName()
              + "; move one away");
    }
    try {
      return Resampling.resampled(kind.grid(), SpectrumFiles.read(file, kind.grid().unit()));
    } catch (SpectrumFault e) {
      throw e.in(file.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    try (Stream<Path> list = Files.list(folder)) {
      return list.filter(SpectrumFiles::isKnown).sorted().toList();
    }
  }
}
