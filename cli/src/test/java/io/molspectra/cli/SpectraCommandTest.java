package io.molspectra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SpectraCommandTest extends CommandLineTest {

  private Path out;
  private Path list;

  @BeforeEach
  void name() {
    out = folder.resolve("out");
    list = folder.resolve("rejects.csv");
  }

  @Test
  void parquetBecomesAFolderAndRejectsAreListedAndCounted() throws IOException {
    Path input = parquet("'CCO'", "'CC.O'", "'C1C2CC1C2'", "'CO'");
    Run run = trainer("spectra", "--input", input, "--output", out, "--rejects", list).succeeded();
    assertEquals(out + ": 2 molecules; 2 ir, 2 h_nmr, 2 c_nmr", run.lastErrorLine(), run.err());
    assertTrue(run.err().contains("rejected: 1 SEVERAL_FRAGMENTS, 1 ATOMS_TOO_CLOSE"), run.err());
    assertTrue(
        run.err().contains("ir: points below zero set to zero in 2 spectra, the deepest at -5.0 %"),
        run.err());
    assertEquals(3, Files.readAllLines(list).size());
    assertTrue(Files.readAllLines(list).get(1).contains(",2,0,SEVERAL_FRAGMENTS,"));
    assertEquals(
        List.of("data_0", "data_3"),
        readAll(out.resolve("structures.xyz")).stream().map(m -> m.id()).toList());
  }

  @Test
  void linesBecomeAFolder() throws IOException {
    Path input = file("sticks.jsonl", "{\"n\": 1, \"freq\": [1000], \"ir\": [5]}\n");
    Path structures = file("atoms.xyz", "1\na\nO 0 0 0\n");
    Run run =
        trainer(
                "spectra",
                "--input",
                input,
                "--structures",
                structures,
                "--output",
                out,
                "--kinds",
                "ir",
                "--shape",
                "gaussian")
            .succeeded();
    assertEquals(out + ": 1 molecules; 1 ir", run.lastErrorLine());
    assertTrue(Files.exists(out.resolve("ir.csv.gz")));
  }

  @Test
  void aWrongCommandLineIsToldBeforeAnyWork() throws IOException {
    Path input = parquet("'CCO'");
    assertUsage("known are .parquet", "--input", folder.resolve("a.csv"), "--output", out);
    assertUsage("--kinds uv", "--input", input, "--output", out, "--kinds", "ir,uv");
    assertUsage("give --structures", "--input", folder.resolve("a.jsonl"), "--output", out);
    assertUsage("at least 1", "--input", input, "--output", out, "--limit", "0");
    assertUsage("outside", "--input", input, "--output", out, "--rejects", out.resolve("r.csv"));
    assertFalse(Files.exists(out));
  }

  @Test
  void aMissingFileIsAFailure() {
    Path missing = folder.resolve("missing.parquet");
    Run run = trainer("spectra", "--input", missing, "--output", out).failed(ExitCode.FAILURE);
    assertTrue(run.err().contains("error: no such file: " + missing), run.err());
  }

  private void assertUsage(String part, Object... options) {
    Object[] line = Stream.concat(Stream.of("spectra"), Stream.of(options)).toArray();
    Run run = trainer(line).failed(ExitCode.USAGE);
    assertTrue(run.err().contains(part), run.err());
  }

  private static Run trainer(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        new CommandRunner(new TrainerCommand())
            .withOutput(new PrintWriter(out), new PrintWriter(err))
            .run(Stream.of(arguments).map(Object::toString).toArray(String[]::new));
    return new Run(exitCode, out.toString(), err.toString());
  }

  /** A row for each SMILES; IR dips to 5 % of its maximum below zero, NMR nowhere. */
  private Path parquet(String... smiles) throws IOException {
    Path file = folder.resolve("data.parquet");
    String rows =
        """
        SELECT unnest([%s]) AS smiles,
          list_transform(range(1800), x -> if(x = 7, -0.05, if(x = 9, 1, 0)))::FLOAT[] AS ir_spectra,
          list_transform(range(10000), x -> x)::FLOAT[] AS h_nmr_spectra,
          list_transform(range(10000), x -> x)::DOUBLE[] AS c_nmr_spectra
        """
            .formatted(String.join(", ", smiles));
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("COPY (%s) TO '%s' (FORMAT parquet)".formatted(rows, file));
    } catch (SQLException e) {
      throw new IOException(e);
    }
    return file;
  }
}
