package io.molspectra.trainer.sample;

import io.molspectra.trainer.convert.ConversionListener;
import io.molspectra.trainer.convert.ConversionReject;
import io.molspectra.trainer.convert.StickConversion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * 602 molecules of QM9 with computed UV-Vis, IR and Raman spectra (see PROVENANCE.md). What is in
 * the library are their lines; the spectra are made of them, as {@code trainer spectra} does.
 */
public final class SampleSpectra {
  private static final String STICKS = "qm9_sticks.jsonl.gz";
  private static final String STRUCTURES = "qm9_spectra_structures.xyz.gz";

  /** Name of the file of structures within the folder. */
  public static final String STRUCTURES_FILE = "structures.xyz";

  /** Widths of IR and Raman lines, cm-1, and of UV-Vis lines, eV. */
  private static final double VIBRATIONAL_FWHM = 12;

  private static final double ELECTRONIC_FWHM = 0.4;

  private SampleSpectra() {}

  /**
   * Writes tables of spectra, {@code index.csv} and {@value #STRUCTURES_FILE}.
   *
   * @param folder must not exist or be empty
   * @param molecules at most so many, 602 for all
   */
  public static void writeTo(Path folder, int molecules) throws IOException {
    Path temporary = Files.createTempDirectory("molspectra-sample");
    try {
      Path sticks = unpack(STICKS, temporary);
      Path structures = unpack(STRUCTURES, temporary);
      new StickConversion(
              sticks,
              structures,
              StickConversion.KINDS,
              molecules,
              VIBRATIONAL_FWHM,
              ELECTRONIC_FWHM,
              null)
          .writeTo(folder, new SoundSample());
    } finally {
      try (Stream<Path> files = Files.walk(temporary)) {
        List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
        for (Path file : all) {
          Files.delete(file);
        }
      }
    }
  }

  private static Path unpack(String resource, Path folder) throws IOException {
    Path target = folder.resolve(resource);
    try (InputStream in =
        Objects.requireNonNull(SampleSpectra.class.getResourceAsStream(resource), resource)) {
      Files.copy(in, target);
    }
    return target;
  }

  /** What is in the library has no faults. */
  private static final class SoundSample implements ConversionListener {
    @Override
    public void rejected(ConversionReject reject) {
      throw new IllegalStateException("the sample is damaged: " + reject);
    }

    @Override
    public void recordDone() {}
  }
}
