package io.molspectra.trainer.convert;

import io.molspectra.file.GzipInput;
import io.molspectra.molecule.Molecule;
import io.molspectra.molecule.MoleculeReader;
import io.molspectra.molecule.MoleculeReaders;
import io.molspectra.molecule.MoleculeRecord;
import io.molspectra.spectrum.Broadening;
import io.molspectra.spectrum.LineShape;
import io.molspectra.spectrum.SpectrumKind;
import io.molspectra.trainer.convert.StickLine.Sticks;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Broadens lists of lines onto the grids of QM9S. The lines of a molecule are one line of JSON
 * ({@code n}, {@code freq}, {@code ir}, {@code raman}, {@code uv}), the molecules of both files in
 * the same order.
 *
 * <p>Areas are kept: Raman and UV-Vis intensities have the unit of the strengths per cm-1 or eV. IR
 * strengths are taken for km/mol and become molar absorption coefficients in L / (mol cm), the
 * usual unit of computed spectra: 100 / ln 10 = 43.43 times km/mol per cm-1.
 *
 * @param input {@code .jsonl} or {@code .jsonl.gz}
 * @param structures molecule file, a record a line of the input
 * @param kinds of spectra to make, some of {@link #KINDS}
 * @param limit records to read at most
 * @param vibrationalFwhm full width at half maximum for IR and Raman, cm-1
 * @param electronicFwhm the same for UV-Vis, eV
 * @param shape of the lines, or null for Lorentzian IR and Raman and Gaussian UV-Vis
 */
public record StickConversion(
    Path input,
    Path structures,
    List<String> kinds,
    long limit,
    double vibrationalFwhm,
    double electronicFwhm,
    @Nullable LineShape shape) {

  /** An area of 1 km/mol in L / (mol cm) times cm-1. */
  private static final double KM_PER_MOL = 100 / Math.log(10);

  /** Kinds of spectra there can be lines for. */
  public static final List<String> KINDS =
      List.of(SpectrumKind.IR.name(), SpectrumKind.RAMAN.name(), SpectrumKind.UV.name());

  /**
   * @throws IllegalArgumentException if a kind is not one of {@link #KINDS} or a width not positive
   */
  public StickConversion {
    kinds = List.copyOf(kinds);
    kinds.forEach(StickConversion::kind);
    if (!(vibrationalFwhm > 0) || !(electronicFwhm > 0)) {
      throw new IllegalArgumentException(
          "widths must be positive, got %s cm-1 and %s eV"
              .formatted(vibrationalFwhm, electronicFwhm));
    }
  }

  /**
   * Writes the folder; it appears when it is complete. One molecule is in memory at a time.
   *
   * @param folder must not exist or be empty
   * @throws ConversionException if lines and structures do not belong together, or nothing in them
   *     could be used
   * @throws IOException if a file cannot be opened, read or written
   */
  public ConversionSummary writeTo(Path folder, ConversionListener listener) throws IOException {
    List<SpectrumKind> wanted = kinds.stream().map(StickConversion::kind).toList();
    try (BufferedReader lines = open();
        MoleculeReader molecules = MoleculeReaders.open(structures);
        ConvertedFolder out = ConvertedFolder.create(folder, input, wanted, listener)) {
      long record = 0;
      String line = lines.readLine();
      while (record < limit && line != null && molecules.hasNext()) {
        record++;
        convert(record, line, molecules.next(), wanted, out);
        listener.recordDone();
        line = lines.readLine();
      }
      if (record < limit && (line != null || molecules.hasNext())) {
        throw new ConversionException(
            "%s has %s records than %s (%d): lines would be paired with the wrong molecules"
                .formatted(input, line == null ? "fewer" : "more", structures, record));
      }
      return out.commit();
    }
  }

  private void convert(
      long record,
      String line,
      MoleculeRecord structure,
      List<SpectrumKind> wanted,
      ConvertedFolder out)
      throws IOException {
    if (structure instanceof MoleculeRecord.Rejected rejected) {
      out.reject(
          record,
          RecordProblem.NO_STRUCTURE,
          "%s, record %d: %s: %s"
              .formatted(structures, record, rejected.reason(), rejected.message()));
      return;
    }
    Molecule molecule = ((MoleculeRecord.Parsed) structure).molecule();
    try {
      StickLine sticks = StickLine.parse(line);
      requireSame(record, sticks, molecule);
      Map<String, float[]> intensities = new LinkedHashMap<>();
      for (SpectrumKind kind : wanted) {
        try {
          intensities.put(kind.name(), broadened(kind, sticks.sticks(kind.name())));
        } catch (ConversionFault fault) {
          out.reject(record, fault.reason(), molecule.id() + ": " + fault.text());
        }
      }
      out.add(record, molecule, intensities);
    } catch (ConversionFault fault) {
      out.reject(record, fault.reason(), "line %d: %s".formatted(record, fault.text()));
    }
  }

  private float[] broadened(SpectrumKind kind, Sticks sticks) {
    boolean electronic = kind.equals(SpectrumKind.UV);
    double[] strengths = sticks.strengths();
    if (kind.equals(SpectrumKind.IR)) {
      strengths = Arrays.stream(strengths).map(strength -> strength * KM_PER_MOL).toArray();
    }
    LineShape usual = electronic ? LineShape.GAUSSIAN : LineShape.LORENTZIAN;
    return Broadening.onto(
        kind.grid(),
        sticks.positions(),
        strengths,
        shape == null ? usual : shape,
        electronic ? electronicFwhm : vibrationalFwhm);
  }

  private void requireSame(long record, StickLine sticks, Molecule molecule) {
    boolean sameId = sticks.id().isEmpty() || sticks.id().equals(molecule.id());
    if (!sameId || sticks.atoms() != molecule.atomCount()) {
      throw new ConversionException(
          "%s, line %d is molecule %s of %d atoms, but record %d of %s is %s of %d atoms; both files must have the same order"
              .formatted(
                  input,
                  record,
                  sticks.id(),
                  sticks.atoms(),
                  record,
                  structures,
                  molecule.id(),
                  molecule.atomCount()));
    }
  }

  private BufferedReader open() throws IOException {
    InputStream bytes = Files.newInputStream(input);
    try {
      boolean gzip = input.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
      InputStream text = gzip ? GzipInput.open(bytes) : bytes;
      return new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8));
    } catch (IOException e) {
      bytes.close();
      throw e;
    }
  }

  private static SpectrumKind kind(String name) {
    for (SpectrumKind kind : List.of(SpectrumKind.IR, SpectrumKind.RAMAN, SpectrumKind.UV)) {
      if (kind.name().equals(name)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("kind '%s' is not one of %s".formatted(name, KINDS));
  }
}
