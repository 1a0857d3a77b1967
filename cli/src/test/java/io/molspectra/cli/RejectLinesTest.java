package io.molspectra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rejects of a library of SMILES tell the line to look at, whatever was wrong. */
class RejectLinesTest extends CommandLineTest {

  @Test
  void ofAFileOfSmiles() throws IOException {
    Path library = file("lib.smi", "# a comment\n\nC a\n\nC1CC b\nCC.O c\n# another\nCS d\nCO e\n");
    assertEquals(
        List.of("5 UNPARSABLE_SMILES b", "6 SEVERAL_FRAGMENTS c", "8 UNSEEN_ELEMENT d"),
        rejects(library));
  }

  @ParameterizedTest
  @CsvSource({"lib.csv, ','", "lib.tsv, '\t'"})
  void ofATable(String name, String between) throws IOException {
    String text =
        "id,smiles,note\n\na,C,\"of\ntwo lines\"\nb,C1CC,\"\n\"\n\nc,CC.O,x\nd,CS,\ne,C\n";
    assertEquals(
        List.of(
            "5 UNPARSABLE_SMILES b", "8 SEVERAL_FRAGMENTS c", "9 UNSEEN_ELEMENT d", "10 SYNTAX "),
        rejects(file(name, text.replace(",", between))));
  }

  @Test
  void ofAFileOfStructures() throws IOException {
    String record =
        """
        %s
             prog  %s

          1  0  0  0  0  0  0  0  0  0999 V2000
            1.0000    0.0000    0.0000 %s   0  0
        M  END
        $$$$
        """;
    Path sdf =
        file(
            "lib.sdf",
            record.formatted("a", "         3D", "C ")
                + record.formatted("b", "         3D", "S ")
                + record.formatted("c", "         2D", "C "));
    assertEquals(List.of("8 UNSEEN_ELEMENT b", "16 UNSUPPORTED c"), rejects(sdf));
    Path xyz = file("lib.xyz", "1\na\nC 0 0 0\n\n1\nb\nS 0 0 0\n");
    assertEquals(List.of("5 UNSEEN_ELEMENT b"), rejects(xyz));
  }

  @Test
  void ofTablesWithoutRows() throws Exception {
    assertEquals(List.of("0 EMPTY_FILE "), rejects(file("none.csv", "id,smiles\n")));
    Path parquet = folder.resolve("none.parquet");
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement()) {
      statement.execute(
          "COPY (SELECT 'C' AS smiles WHERE false) TO '%s' (FORMAT parquet)".formatted(parquet));
    }
    assertEquals(List.of("0 EMPTY_FILE "), rejects(parquet));
  }

  /** Line, reason and name of each. */
  private List<String> rejects(Path library) throws IOException {
    Path scores = folder.resolve("scores.csv");
    molspectra(
            "score",
            "--model",
            ToyBundle.in(folder),
            "--input",
            library,
            "--output",
            scores,
            "--tasks",
            "energy")
        .succeeded();
    try (CsvReader<NamedCsvRecord> reader =
        CsvReader.builder().ofNamedCsvRecord(folder.resolve("scores.rejects.csv"))) {
      return reader.stream()
          .map(
              row -> row.getField("line") + " " + row.getField("reason") + " " + row.getField("id"))
          .toList();
    }
  }
}
