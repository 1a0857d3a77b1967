package io.molspectra.trainer.pilot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import io.molspectra.network.EgnnSettings;
import io.molspectra.spectrum.SpectraFolder;
import io.molspectra.spectrum.SpectraReader;
import io.molspectra.spectrum.SpectrumKind;
import io.molspectra.trainer.data.SpectraPairs;
import io.molspectra.trainer.data.SpectraStore;
import io.molspectra.trainer.data.StructureStore;
import io.molspectra.trainer.sample.SampleMolecules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On molecules whose property is where their only band lies: their structure tells nothing. */
class PilotTest {
  private static final int MOLECULES = 120;
  private static final PilotTarget TARGET = new PilotTarget("position", 1, "eV");
  private static final PilotSettings SETTINGS =
      new PilotSettings(150, 16, 3e-3, 15, new EgnnSettings(16, 2, 8, 0, 5, 100, true, false));

  @TempDir Path folder;
  private SpectraStore spectra;
  private SpectraPairs pairs;
  private final Map<String, Double> positions = new HashMap<>();
  private final List<String> said = new ArrayList<>();

  @BeforeEach
  void write() throws IOException {
    StructureStore all = SampleMolecules.load();
    StructureStore structures =
        all.select(IntStream.range(0, MOLECULES).map(i -> 30 * i).toArray());
    var random = new SplittableRandom(5);
    var table = new StringBuilder();
    IntStream.range(0, 701)
        .forEach(i -> table.append(String.format(Locale.ROOT, ",%.2f", 1 + 0.02 * i)));
    for (int molecule = 0; molecule < MOLECULES; molecule++) {
      double position = 4 + 8 * random.nextDouble();
      positions.put(structures.id(molecule), position);
      table.append('\n').append(molecule);
      for (int i = 0; i < 701; i++) {
        double offset = (1 + 0.02 * i - position) / 0.5;
        table.append(String.format(Locale.ROOT, ",%.5f", Math.exp(-offset * offset)));
      }
    }
    Path tables = Files.createDirectory(folder.resolve("spectra"));
    Files.writeString(tables.resolve("uv_boraden.csv"), table.append('\n'));
    var index = new StringBuilder("mol_id,qm9_id,natoms\n");
    for (int i = 0; i < MOLECULES; i++) {
      index.append("%d,%s,%d\n".formatted(i, structures.id(i), structures.atomCount(i)));
    }
    Files.writeString(tables.resolve("index.csv"), index);
    List<SpectrumKind> kinds = List.of(SpectrumKind.UV);
    try (SpectraReader reader = SpectraFolder.open(tables, kinds)) {
      spectra =
          SpectraStore.read(
              reader,
              kinds,
              folder.resolve("cache"),
              true,
              reject -> {
                throw new AssertionError(reject);
              });
    }
    pairs = SpectraPairs.join(structures, MOLECULES, spectra, Set.of());
  }

  @AfterEach
  void close() throws IOException {
    spectra.close();
  }

  private List<PilotResult> run(PilotData data, List<Long> seeds) throws IOException {
    return new Pilot(folder.resolve("runs"), SETTINGS, Device.cpu(), said::add, () -> {})
        .run(TARGET, data, seeds);
  }

  @Test
  void whatTheSpectrumAloneTellsIsLearnedWithItAlone() throws IOException {
    List<PilotResult> results = run(PilotData.of(pairs, spectra, positions), List.of(1L));
    PilotResult without = results.get(0);
    PilotResult with = results.get(1);
    assertEquals(without.baseline(), with.baseline());
    assertTrue(with.error() < 0.4 * with.baseline(), with::toString);
    assertTrue(without.error() > 0.7 * without.baseline(), without::toString);

    var rows = new LinkedHashMap<PilotTarget, List<PilotResult>>();
    rows.put(TARGET, results);
    String table = PilotTable.of(rows, List.of("Head."));
    assertTrue(table.contains("| position | eV | 84 / 12 / 24 |"), table);
    assertTrue(table.contains("1 of 1"), table);
    assertTrue(table.contains("With 24 test molecules this table says little."), table);
  }

  @Test
  void finishedRunsAreNotRepeatedUnlessSomethingChanged() throws IOException {
    PilotData data = PilotData.of(pairs, spectra, positions);
    List<PilotResult> first = run(data, List.of(2L));
    said.clear();
    assertEquals(first, run(data, List.of(2L)));
    assertTrue(said.stream().allMatch(line -> line.endsWith("(finished before)")), said::toString);

    positions.replaceAll((id, position) -> position + 1);
    said.clear();
    run(PilotData.of(pairs, spectra, positions), List.of(2L));
    assertTrue(said.stream().noneMatch(line -> line.contains("before")), said::toString);
  }

  @Test
  void anInterruptedRunLeavesNothingAndTheFinishedOnesStay() throws IOException {
    PilotData data = PilotData.of(pairs, spectra, positions);
    var updates = new AtomicInteger();
    var interrupted =
        new Pilot(
            folder.resolve("runs"),
            SETTINGS,
            Device.cpu(),
            said::add,
            () -> {
              if (updates.getAndIncrement() == SETTINGS.steps() + 3) {
                throw new IllegalStateException("interrupted");
              }
            });
    assertThrows(IllegalStateException.class, () -> interrupted.run(TARGET, data, List.of(4L)));
    try (Stream<Path> files = Files.list(folder.resolve("runs").resolve("position"))) {
      assertEquals(
          List.of("seed-4-without.json"), files.map(f -> f.getFileName().toString()).toList());
    }
  }

  @Test
  void moleculesWithoutALabelAreLeftOutAndNoMoleculeIsInTwoParts() {
    String left = pairs.structures().id(7);
    positions.remove(left);
    PilotData data = PilotData.of(pairs, spectra, positions);
    assertEquals(MOLECULES - 1, data.count());
    PilotData.Parts parts = data.split(3);
    var all = new HashSet<Integer>();
    for (int[] part : List.of(parts.training(), parts.validation(), parts.test())) {
      Arrays.stream(part).forEach(i -> assertTrue(all.add(i), "in two parts: " + i));
      Arrays.stream(part)
          .forEach(i -> assertEquals(positions.get(data.structures().id(i)), data.label(i)));
    }
    assertEquals(data.count(), all.size());
  }

  @Test
  void tooFewLabelsAreRefused() {
    positions.keySet().retainAll(Set.of(pairs.structures().id(1), pairs.structures().id(2)));
    var error =
        assertThrows(TooFewLabelsException.class, () -> PilotData.of(pairs, spectra, positions));
    assertTrue(
        error.getMessage().startsWith("2 of 120 molecules with spectra"), error.getMessage());
  }
}
