package io.molspectra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.trainer.data.StructureLoader;
import io.molspectra.trainer.data.StructureStore;
import io.molspectra.trainer.sample.SampleSpectra;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code trainer pilot} on real molecules and spectra, with numbers of atoms as the property. */
class PilotCommandTest {
  private static final int MOLECULES = 24;

  @TempDir Path folder;
  private Path spectra;
  private Path structures;
  private Path labels;
  private String error = "";

  @BeforeEach
  void write() throws IOException {
    spectra = folder.resolve("spectra");
    SampleSpectra.writeTo(spectra, MOLECULES);
    structures = spectra.resolve(SampleSpectra.STRUCTURES_FILE);
    StructureStore store =
        new StructureLoader(100, true).load(List.of(structures), reject -> {}).store();
    var rows = new StringBuilder("smiles,molecule,atoms,gap\nC,elsewhere,5,0.5\n");
    // The first has no row, the second a broken label.
    for (int i = 1; i < store.count(); i++) {
      rows.append(
          "?,%s,%s,%s\n"
              .formatted(store.id(i), i == 1 ? "many" : store.atomCount(i), 0.1 + 0.01 * i));
    }
    labels = folder.resolve("labels.csv");
    Files.writeString(labels, rows);
  }

  private int pilot(String... more) {
    var text = new StringWriter();
    var arguments =
        new ArrayList<>(
            List.of(
                "pilot",
                "--data",
                structures.toString(),
                "--spectra",
                spectra.toString(),
                "--labels",
                labels.toString(),
                "--steps",
                "2",
                "--batch-size",
                "4",
                "--out",
                folder.resolve("out").toString()));
    arguments.addAll(List.of(more));
    int code =
        new CommandRunner(new TrainerCommand())
            .withOutput(new PrintWriter(new StringWriter()), new PrintWriter(text))
            .run(arguments.toArray(String[]::new));
    error = text.toString();
    return code;
  }

  @Test
  void itTellsHowManyMoleculesItHasTabulatesAndDoesNotRepeatItself() throws IOException {
    assertEquals(ExitCode.OK, pilot("--target", "atoms,gap", "--seeds", "1"), () -> error);
    assertTrue(
        error.contains(
            "atoms: 24 structures with spectra, 22 of them with a label; 1 labels are no numbers"),
        error);
    assertTrue(error.contains("gap: 24 structures with spectra, 23 of them with a label"), error);
    String table = Files.readString(folder.resolve("out").resolve("pilot.md"));
    assertTrue(table.contains("| atoms | as in the table | 16 / 2 / 4 |"), table);
    assertTrue(table.contains("| gap | meV | 17 / 2 / 4 |"), table);

    assertEquals(ExitCode.OK, pilot("--target", "atoms,gap", "--seeds", "1,2"), () -> error);
    assertEquals(4, error.lines().filter(line -> line.contains("(finished before)")).count());
    assertTrue(
        Files.readString(folder.resolve("out").resolve("pilot.md")).contains("of 2 |"), error);
    try (var left = Files.list(folder.resolve("out"))) {
      assertFalse(left.anyMatch(file -> file.toString().contains(".cache")), "cache is removed");
    }
  }

  @Test
  void wrongOptionsAndColumnsCostNoTraining() {
    assertEquals(ExitCode.USAGE, pilot("--seeds", "1,1"));
    assertTrue(error.contains("--seeds must differ"), error);
    assertEquals(ExitCode.USAGE, pilot("--steps", "0"));
    assertEquals(ExitCode.FAILURE, pilot("--target", "gap,atom"));
    assertTrue(error.contains("no column 'atom'"), error);
    assertFalse(Files.exists(folder.resolve("out").resolve("gap")), "nothing was trained");
  }

  @Test
  void labelsOfOtherMoleculesAreToldFromOurs() throws IOException {
    Files.writeString(labels, "molecule,gap\ngdb_a,0.1\ngdb_b,0.2\n");
    assertEquals(ExitCode.FAILURE, pilot("--target", "gap"));
    assertTrue(error.contains("no column holds an id of the molecules"), error);
  }
}
