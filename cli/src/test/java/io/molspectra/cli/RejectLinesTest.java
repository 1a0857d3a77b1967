package io.molspectra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
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
