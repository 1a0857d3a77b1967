package io.molspectra.trainer.convert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.molecule.Molecule;
import io.molspectra.molecule.MoleculeReaders;
import io.molspectra.molecule.MoleculeRecord;
import io.molspectra.spectrum.SpectraFolder;
import io.molspectra.spectrum.SpectraReader;
import io.molspectra.spectrum.SpectraRow;
import io.molspectra.spectrum.SpectrumRejectReason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MultimodalConversionTest {

  @TempDir Path folder;

  private final List<ConversionReject> rejects = new ArrayList<>();
  private Path real;
  private Path out;

  @BeforeEach
  void copyFixture() throws IOException {
    real = folder.resolve("multimodal.parquet");
    out = folder.resolve("out");
    try (InputStream in =
        Objects.requireNonNull(
            MultimodalConversionTest.class.getResourceAsStream("multimodal.parquet"))) {
      Files.copy(in, real);
    }
  }

  @Test
  void realRowsComeOutInOrderWithTheSourcesNumbers() throws IOException {
    ConversionSummary summary = convert(real, 3);

    assertEquals(6, summary.molecules());
    assertEquals(Map.of("ir", 4L, "h_nmr", 6L, "c_nmr", 6L), summary.spectra());
    assertEquals(Map.of(SpectrumRejectReason.NEGATIVE_INTENSITY, 2L), summary.rejected());
    assertEquals(List.of(3L, 4L), rejects.stream().map(ConversionReject::record).toList());
    assertEquals(4, Objects.requireNonNull(summary.clipped().get("ir")).spectra());

    List<SpectraRow> rows = rows();
    List<Molecule> molecules = molecules();
    assertEquals(6, molecules.size());
    for (int i = 0; i < 6; i++) {
      assertEquals("multimodal_" + i, rows.get(i).id());
      assertEquals("multimodal_" + i, molecules.get(i).id());
      assertEquals(molecules.get(i).atomCount(), rows.get(i).atoms());
    }
    assertEquals(List.of(), rows.stream().flatMap(row -> row.rejects().stream()).toList());
    assertFalse(rows.get(2).intensities().containsKey("ir"));
    // C8H5FS2, C8H12, C7H9NO2: the molecules of the file, with all hydrogens.
    assertEquals(
        List.of(16, 20, 19), molecules.stream().limit(3).map(Molecule::atomCount).toList());
    assertTrue(
        Files.readString(out.resolve("smiles.csv"))
            .startsWith("id,smiles\nmultimodal_0,Fc1ccc(-c2cccs2)s1\n"));
  }

  @Test
  void peaksStandAtTheShiftsThatThePublishedPeakTableHas() throws IOException {
    convert(real, 2);
    // Ethynylcyclohexane: 86.7386 ppm is the highest shift that c_nmr_peaks lists, the alkyne's
    // inner carbon; the next is 70.79. One step of the grid is 0.025 ppm.
    double step = 250 / 9999.0;
    float[] carbon = intensities(1, "c_nmr");
    int highest = (int) Math.round((80 + 20) / step);
    for (int i = highest; i < carbon.length; i++) {
      highest = carbon[i] > carbon[highest] ? i : highest;
    }
    assertEquals(86.7386, -20 + step * highest, step);
    // h_nmr_peaks: the alkyne's proton at 2.2224 ppm, and none between that and 2.6.
    float[] proton = intensities(1, "h_nmr");
    step = 12 / 9999.0;
    int peak = (int) Math.round((2.1 + 2) / step);
    for (int i = peak; i < (2.4 + 2) / step; i++) {
      peak = proton[i] > proton[peak] ? i : peak;
    }
    assertEquals(2.2224, -2 + step * peak, 0.02);
  }

  @Test
  void theNumberOfThreadsChangesNothing() throws IOException {
    convert(real, 1);
    Path first = out;
    out = folder.resolve("again");
    convert(real, 3);
    for (String file :
        List.of("structures.xyz", "index.csv", "ir.csv.gz", "h_nmr.csv.gz", "smiles.csv")) {
      assertArrayEquals(
          Files.readAllBytes(first.resolve(file)), Files.readAllBytes(out.resolve(file)), file);
    }
  }

  @Test
  void damagedRecordsAreTypedRejectsAndTheRestGoesOn() throws IOException {
    Path damaged =
        derived(
            """
            SELECT smiles, ir_spectra, h_nmr_spectra, c_nmr_spectra FROM source WHERE n = 0
            UNION ALL SELECT 'CC.O', ir_spectra, h_nmr_spectra, c_nmr_spectra FROM source WHERE n = 0
            UNION ALL SELECT 'C1C2CC1C2', ir_spectra, h_nmr_spectra, c_nmr_spectra FROM source WHERE n = 0
            UNION ALL SELECT NULL, ir_spectra, h_nmr_spectra, c_nmr_spectra FROM source WHERE n = 0
            UNION ALL SELECT 'C', NULL, h_nmr_spectra[1:9999], c_nmr_spectra FROM source WHERE n = 0
            UNION ALL SELECT 'O', NULL, NULL, list_transform(c_nmr_spectra, x -> 'nan'::DOUBLE) FROM source WHERE n = 0
            UNION ALL SELECT smiles, ir_spectra, h_nmr_spectra, c_nmr_spectra FROM source WHERE n = 1
            """);
    ConversionSummary summary = convert(damaged, 2);

    assertEquals(
        List.of(
            "2 SEVERAL_FRAGMENTS",
            "3 ATOMS_TOO_CLOSE",
            "4 UNPARSABLE_SMILES",
            "5 MISSING",
            "5 MISSING_POINTS",
            "6 MISSING",
            "6 MISSING",
            "6 NON_FINITE_INTENSITY",
            "6 NO_SPECTRA"),
        rejects.stream().map(r -> r.record() + " " + r.reason()).toList());
    assertTrue(
        rejects.get(4).message().contains("has 9999 points, expected -2.0..10.0 ppm, 10000 points"),
        rejects.get(4).message());
    assertEquals(9, summary.rejectedCount());
    assertEquals(
        List.of("damaged_0", "damaged_4", "damaged_6"),
        rows().stream().map(SpectraRow::id).toList());
    assertEquals(
        List.of("damaged_0", "damaged_4", "damaged_6"),
        molecules().stream().map(Molecule::id).toList());
  }

  @Test
  void onlyTheKindsAndRecordsAskedForAreRead() throws IOException {
    ConversionSummary summary =
        new MultimodalConversion(real, List.of("c_nmr"), 2, 1, 1).writeTo(out, listener());
    assertEquals(Map.of("c_nmr", 2L), summary.spectra());
    assertFalse(Files.exists(out.resolve("ir.csv.gz")));
  }

  @Test
  void aMissingOrWrongColumnIsNamedWithWhatWasExpected() throws IOException {
    Path lacking = derived("SELECT smiles, ir_spectra, h_nmr_spectra FROM source");
    ConversionException e = assertThrows(ConversionException.class, () -> convert(lacking, 1));
    assertTrue(
        e.getMessage()
            .contains(
                "has no column c_nmr_spectra, a list of 10000 numbers (-20.0..230.0 ppm, 10000"
                    + " points); its columns are smiles, ir_spectra, h_nmr_spectra."),
        e.getMessage());
    Path wrong = derived("SELECT smiles, 'a' AS ir_spectra FROM source");
    e =
        assertThrows(
            ConversionException.class,
            () -> new MultimodalConversion(wrong, List.of("ir"), 9, 1, 1).writeTo(out, listener()));
    assertTrue(e.getMessage().contains("column ir_spectra is VARCHAR, expected a list of 1800"));
    assertFalse(Files.exists(out));
  }

  @Test
  void whatIsNoParquetFileIsSaidToBeNone() throws IOException {
    Path text = Files.writeString(folder.resolve("text.parquet"), "smiles,ir_spectra\n");
    ConversionException e = assertThrows(ConversionException.class, () -> convert(text, 1));
    assertTrue(e.getMessage().startsWith(text + " cannot be read as Parquet: "), e.getMessage());
  }

  @Test
  void nothingIsWrittenIfNothingCouldBeUsedOrTheFolderIsTaken() throws IOException {
    Path useless =
        derived("SELECT '*' AS smiles, ir_spectra, h_nmr_spectra, c_nmr_spectra FROM source");
    ConversionException e = assertThrows(ConversionException.class, () -> convert(useless, 1));
    assertTrue(e.getMessage().contains("UNKNOWN_ELEMENT=6"), e.getMessage());
    assertFalse(Files.exists(out));
    Files.createDirectories(out);
    Files.writeString(out.resolve("ir_other.csv"), "");
    assertThrows(FileAlreadyExistsException.class, () -> convert(real, 1));
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(
          List.of("damaged.parquet", "multimodal.parquet", "out"),
          left.map(file -> file.getFileName().toString()).sorted().toList());
    }
  }

  private ConversionSummary convert(Path input, int threads) throws IOException {
    return new MultimodalConversion(input, MultimodalConversion.KINDS, Long.MAX_VALUE, 1, threads)
        .writeTo(out, listener());
  }

  private ConversionListener listener() {
    return new ConversionListener() {
      @Override
      public void rejected(ConversionReject reject) {
        rejects.add(reject);
      }

      @Override
      public void recordDone() {}
    };
  }

  /** A Parquet file made of the real one, {@code source} with its 0-based row {@code n}. */
  private Path derived(String select) throws IOException {
    Path file = folder.resolve("damaged.parquet");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE source AS SELECT *, row_number() OVER () - 1 AS n FROM read_parquet('%s')"
              .formatted(real));
      statement.execute("COPY (%s) TO '%s' (FORMAT parquet)".formatted(select, file));
    } catch (SQLException e) {
      throw new IOException(e);
    }
    return file;
  }

  private List<SpectraRow> rows() throws IOException {
    List<SpectraRow> rows = new ArrayList<>();
    try (SpectraReader reader = SpectraFolder.open(out, SpectraFolder.kindsIn(out))) {
      reader.forEachRemaining(rows::add);
    }
    return rows;
  }

  private float[] intensities(int row, String kind) throws IOException {
    return Objects.requireNonNull(rows().get(row).intensities().get(kind));
  }

  private List<Molecule> molecules() throws IOException {
    try (Stream<MoleculeRecord> records = MoleculeReaders.stream(out.resolve("structures.xyz"))) {
      return records.map(record -> ((MoleculeRecord.Parsed) record).molecule()).toList();
    }
  }
}
