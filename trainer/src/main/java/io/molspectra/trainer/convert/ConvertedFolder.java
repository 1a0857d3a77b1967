package io.molspectra.trainer.convert;

import io.molspectra.molecule.Molecule;
import io.molspectra.molecule.XyzWriter;
import io.molspectra.spectrum.SpectraFolderWriter;
import io.molspectra.spectrum.SpectrumKind;
import io.molspectra.trainer.convert.ConversionSummary.Clipped;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the folder of a conversion and counts what goes into it and what does not. */
final class ConvertedFolder implements Closeable {

  static final String STRUCTURES = "structures.xyz";

  private final Path source;
  private final ConversionListener listener;
  private final SpectraFolderWriter spectra;
  private final XyzWriter structures;
  private final Map<String, Long> written = new LinkedHashMap<>();
  private final Map<Enum<?>, Long> rejected = new LinkedHashMap<>();
  private final Map<String, Clipped> clipped = new LinkedHashMap<>();
  private long molecules;

  private ConvertedFolder(
      Path source, ConversionListener listener, SpectraFolderWriter spectra, XyzWriter structures) {
    this.source = source;
    this.listener = listener;
    this.spectra = spectra;
    this.structures = structures;
  }

  static ConvertedFolder create(
      Path folder, Path source, List<SpectrumKind> kinds, ConversionListener listener)
      throws IOException {
    SpectraFolderWriter spectra = SpectraFolderWriter.create(folder, kinds);
    try {
      ConvertedFolder converted =
          new ConvertedFolder(
              source, listener, spectra, XyzWriter.create(spectra.staging().resolve(STRUCTURES)));
      kinds.forEach(kind -> converted.written.put(kind.name(), 0L));
      return converted;
    } catch (IOException | RuntimeException e) {
      spectra.close();
      throw e;
    }
  }

  /** Where to write a further file that belongs to the folder; commit it before the folder. */
  Path file(String name) {
    return spectra.staging().resolve(name);
  }

  /**
   * Writes a molecule with the spectra it has, or rejects it if it has none.
   *
   * @return whether it was written
   */
  boolean add(long record, Molecule molecule, Map<String, float[]> intensities) throws IOException {
    if (intensities.isEmpty()) {
      reject(record, RecordProblem.NO_SPECTRA, molecule.id() + " has no usable spectrum left");
      return false;
    }
    spectra.add(molecule.id(), molecule.atomCount(), intensities);
    structures.write(molecule);
    molecules++;
    intensities.keySet().forEach(kind -> written.merge(kind, 1L, Long::sum));
    return true;
  }

  void reject(long record, Enum<?> reason, String message) throws IOException {
    rejected.merge(reason, 1L, Long::sum);
    listener.rejected(new ConversionReject(source.toString(), record, reason, message));
  }

  /** Remembers that points below zero were set to zero. */
  void clipped(String kind, double deepest) {
    clipped.merge(kind, new Clipped(1, deepest), Clipped::and);
  }

  /**
   * Publishes the folder.
   *
   * @throws ConversionException if there is nothing in it
   */
  ConversionSummary commit() throws IOException {
    if (molecules == 0) {
      throw new ConversionException(
          "%s: no molecule could be brought over; rejected: %s".formatted(source, rejected));
    }
    structures.commit();
    spectra.commit();
    return new ConversionSummary(
        molecules,
        Collections.unmodifiableMap(written),
        Collections.unmodifiableMap(rejected),
        Collections.unmodifiableMap(clipped));
  }

  @Override
  public void close() throws IOException {
    try (spectra;
        structures) {
      // The structures first: they lie in the folder that the spectra's writer removes.
    }
  }
}
