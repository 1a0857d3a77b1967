package io.molspectra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Parquet files whose names DuckDB would take for patterns. */
class ParquetNamesTest extends CommandLineTest {

  @Test
  void theFileThatIsNamedIsScoredAndWritten() throws Exception {
    Path bundle = ToyBundle.in(folder);
    parquet("plain.parquet", "C", "one");
    Files.copy(folder.resolve("plain.parquet"), folder.resolve("z1.parquet"));
    parquet("other.parquet", "CC", "two");
    Files.copy(folder.resolve("other.parquet"), folder.resolve("z[1].parquet"));
    // What the pattern of the rows that are about to become Parquet would find.
    file(".out1.parquet.partial", "row,id,smiles,energy\n9,decoy,C,1\n");
    Path out = folder.resolve("out[1].parquet");

    molspectra(
            "score",
            "--model",
            bundle,
            "--input",
            folder.resolve("z[1].parquet"),
            "--output",
            out,
            "--tasks",
            "energy")
        .succeeded();

    Path copy = Files.copy(out, folder.resolve("copy.parquet"));
    assertEquals(List.of("two"), ids(copy));
  }

  private void parquet(String name, String smiles, String id) throws Exception {
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement()) {
      statement.execute(
          "COPY (SELECT '%s' AS smiles, '%s' AS id) TO '%s' (FORMAT parquet)"
              .formatted(smiles, id, folder.resolve(name)));
    }
  }

  private static List<String> ids(Path file) throws Exception {
    List<String> ids = new ArrayList<>();
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id FROM read_parquet('" + file + "')")) {
      while (rows.next()) {
        ids.add(rows.getString(1));
      }
    }
    return ids;
  }
}
