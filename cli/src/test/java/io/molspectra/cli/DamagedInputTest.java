package io.molspectra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of docs/damaged-input.md about libraries. */
class DamagedInputTest extends CommandLineTest {

  static Stream<DamagedFile> libraries() throws IOException {
    return Stream.of(DamagedStructures.all(), DamagedTables.all(), DamagedBinaries.all())
        .flatMap(files -> files);
  }

  @ParameterizedTest
  @MethodSource("libraries")
  void scoresWhatIsSoundAndTellsOfTheRest(DamagedFile damaged) throws IOException {
    Path input = Files.write(folder.resolve(damaged.name()), damaged.content());
    Path scores = folder.resolve("scores.csv");
    Run run =
        molspectra(
            "score",
            "--model",
            ToyBundle.in(folder),
            "--input",
            input,
            "--output",
            scores,
            "--tasks",
            "energy",
            "--workers",
            1);
    run.failed(damaged.exitCode());
    if (damaged.exitCode() != ExitCode.OK) {
      assertTrue(run.err().startsWith("error: ") && run.err().contains(damaged.told()), run.err());
      assertTrue(run.err().contains(damaged.name()), run.err());
      assertTrue(Files.notExists(scores));
      return;
    }
    List<NamedCsvRecord> rejects = table(folder.resolve("scores.rejects.csv"));
    assertEquals(damaged.scored(), column(table(scores), "id"));
    assertEquals(damaged.reasons(), column(rejects, "reason"));
    if (!rejects.isEmpty()) {
      String message = rejects.get(0).getField("message");
      assertTrue(message.contains(damaged.told()), message);
      assertTrue(message.length() < 1000, message);
    }
  }

  private static List<String> column(List<NamedCsvRecord> table, String name) {
    return table.stream().map(row -> row.getField(name)).toList();
  }

  private static List<NamedCsvRecord> table(Path file) throws IOException {
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file)) {
      return reader.stream().toList();
    }
  }
}
