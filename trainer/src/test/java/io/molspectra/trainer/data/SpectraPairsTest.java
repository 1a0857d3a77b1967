package io.molspectra.trainer.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.spectrum.SpectraException;
import io.molspectra.spectrum.SpectraException.Problem;
import io.molspectra.spectrum.SpectraReader;
import io.molspectra.spectrum.SpectraRow;
import io.molspectra.spectrum.SpectralUnit;
import io.molspectra.spectrum.SpectrumGrid;
import io.molspectra.spectrum.SpectrumKind;
import io.molspectra.spectrum.SpectrumReject;
import io.molspectra.spectrum.SpectrumRejectReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpectraPairsTest {
  private static final List<SpectrumKind> KINDS = List.of(kind("ir", 4), kind("uv", 3));

  @TempDir Path folder;

  private static SpectrumKind kind(String name, int length) {
    return new SpectrumKind(name, new SpectrumGrid(1, 1, length, SpectralUnit.WAVENUMBER));
  }

  /** Row i holds i + 1 everywhere; where it has the kind. */
  private static SpectraRow row(long row, String id, int atoms, boolean ir, boolean uv) {
    var intensities = new LinkedHashMap<String, float[]>();
    float v = row + 1;
    if (ir) {
      intensities.put("ir", new float[] {v, v, v, v});
    }
    if (uv) {
      intensities.put("uv", new float[] {v, v, v});
    }
    List<SpectrumReject> rejects =
        ir
            ? List.of()
            : List.of(
                new SpectrumReject(
                    "ir.csv", row, "ir", row + 2, SpectrumRejectReason.NEGATIVE_INTENSITY, "-1"));
    return new SpectraRow(row, id, atoms, intensities, rejects);
  }

  private SpectraStore store(boolean strict, SpectraRow... rows) throws IOException {
    Iterator<SpectraRow> iterator = List.of(rows).iterator();
    SpectraReader reader =
        new SpectraReader() {
          @Override
          public boolean hasNext() {
            return iterator.hasNext();
          }

          @Override
          public SpectraRow next() {
            return iterator.next();
          }

          @Override
          public void close() {}
        };
    return SpectraStore.read(reader, KINDS, folder.resolve("cache"), strict, reject -> {});
  }

  private static StructureStore structures(String... ids) {
    var builder = new StructureStore.Builder();
    for (int i = 0; i < ids.length; i++) {
      builder.add(Structures.molecule(i, ids[i]), i);
    }
    return builder.build();
  }

  @Test
  void rowsWithIdsAreJoinedByIdWhateverTheOrder() throws IOException {
    try (SpectraStore spectra =
        store(false, row(0, "b", -1, true, true), row(1, "a", -1, true, true))) {
      SpectraPairs pairs = SpectraPairs.join(structures("a", "x", "b"), 3, spectra, Set.of());
      assertEquals("a", pairs.structures().id(0));
      assertArrayEquals(new int[] {1, 0}, pairs.spectra());
      assertEquals(1, pairs.withoutSpectra());
      assertEquals(0, pairs.withoutStructure());
    }
  }

  @Test
  void rowsWithoutIdsBelongToTheRecordsOfTheirNumbers() throws IOException {
    var builder = new StructureStore.Builder();
    // Record 1 was rejected: record 2 must still get row 2.
    builder.add(Structures.molecule(0, "x"), 0);
    builder.add(Structures.molecule(2, "z"), 2);
    try (SpectraStore spectra =
        store(
            false,
            row(0, "0", -1, true, true),
            row(1, "1", -1, true, true),
            row(2, "2", -1, true, true))) {
      SpectraPairs pairs = SpectraPairs.join(builder.build(), 3, spectra, Set.of());
      assertArrayEquals(new int[] {0, 2}, pairs.spectra());
      assertEquals(1, pairs.withoutStructure());
    }
  }

  @Test
  void rowsWithoutIdsAreRefusedIfThereAreMoreOrFewerStructures() throws IOException {
    try (SpectraStore spectra =
        store(false, row(0, "0", -1, true, true), row(1, "1", -1, true, true))) {
      assertEquals(
          Problem.ROW_COUNT,
          assertThrows(
                  SpectraException.class,
                  () -> SpectraPairs.join(structures("a", "b", "c"), 3, spectra, Set.of()))
              .problem());
    }
  }

  @Test
  void anotherNumberOfAtomsIsAnotherMolecule() throws IOException {
    try (SpectraStore spectra = store(false, row(0, "a", 7, true, true))) {
      SpectraException refusal =
          assertThrows(
              SpectraException.class,
              () -> SpectraPairs.join(structures("a"), 1, spectra, Set.of()));
      assertEquals(Problem.STRUCTURE_MISMATCH, refusal.problem());
      assertTrue(refusal.getMessage().contains("7 atoms"), refusal.getMessage());
    }
  }

  @Test
  void twoStructuresOfOneIdAreRefused() throws IOException {
    try (SpectraStore spectra = store(false, row(0, "a", -1, true, true))) {
      assertEquals(
          Problem.DUPLICATE_ID,
          assertThrows(
                  SpectraException.class,
                  () -> SpectraPairs.join(structures("a", "b", "a"), 3, spectra, Set.of()))
              .problem());
    }
  }

  @Test
  void idsThatNeverAgreeAreRefused() throws IOException {
    try (SpectraStore spectra = store(false, row(0, "gdb_1", -1, true, true))) {
      SpectraException refusal =
          assertThrows(
              SpectraException.class,
              () -> SpectraPairs.join(structures("1"), 1, spectra, Set.of()));
      assertEquals(Problem.STRUCTURE_MISMATCH, refusal.problem());
      assertTrue(refusal.getMessage().contains("gdb_1"), refusal.getMessage());
    }
  }

  @Test
  void excludedIdsAndMoleculesWithoutAnySpectrumAreLeftOut() throws IOException {
    try (SpectraStore spectra =
        store(
            false,
            row(0, "a", -1, true, true),
            row(1, "b", -1, false, false),
            row(2, "c", -1, false, true))) {
      SpectraPairs pairs = SpectraPairs.join(structures("a", "b", "c"), 3, spectra, Set.of("a"));
      assertEquals(1, pairs.structures().count());
      assertEquals("c", pairs.structures().id(0));
      assertEquals(1, pairs.excluded());
      assertEquals(1, pairs.withoutSpectra());
      assertThrows(
          StructureDataException.class,
          () -> SpectraPairs.join(structures("a", "b", "c"), 3, spectra, Set.of("a", "c")));
    }
  }

  @Test
  void whatIsReadCanBeHadAgainInAnyOrder() throws IOException {
    try (SpectraStore spectra =
        store(false, row(0, "a", -1, true, true), row(1, "b", -1, false, true))) {
      assertEquals(Map.of(SpectrumRejectReason.NEGATIVE_INTENSITY, 1), spectra.rejected());
      assertTrue(spectra.has(0, 0));
      assertFalse(spectra.has(1, 0));
      assertArrayEquals(new float[] {2, 2, 2}, spectra.spectra(1).intensities().get("uv"));
      assertEquals(List.of("uv"), List.copyOf(spectra.spectra(1).intensities().keySet()));
      assertArrayEquals(new float[] {1, 1, 1, 1}, spectra.spectra(0).intensities().get("ir"));
      assertEquals(1, spectra.mean(0, new int[] {0, 1}));
      assertEquals(1.5, spectra.mean(1, new int[] {0, 1}));
    }
    assertFalse(Files.exists(folder.resolve("cache")), "the temporary file must be gone");
  }

  @Test
  void aStoreKnowsWhetherItHoldsTheSame() throws IOException {
    var prints = new ArrayList<String>();
    for (boolean uv : new boolean[] {true, true, false}) {
      try (SpectraStore spectra = store(false, row(0, "a", -1, true, uv))) {
        prints.add(spectra.fingerprint());
      }
    }
    assertEquals(prints.get(0), prints.get(1));
    assertFalse(prints.get(0).equals(prints.get(2)));
  }

  @Test
  void strictEndsAtTheFirstSpectrumLeftOut() {
    assertThrows(
        StructureDataException.BadRecord.class,
        () -> store(true, row(0, "a", -1, false, true)).close());
    assertFalse(Files.exists(folder.resolve("cache")));
  }
}
