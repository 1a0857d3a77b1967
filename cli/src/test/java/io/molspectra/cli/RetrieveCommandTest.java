package io.molspectra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.molspectra.npz.NpzReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RetrieveCommandTest extends CommandLineTest {

  /** Vectors (8, 1), (2, 4), (2, 2), (16, 2): o and o-o point the same way. */
  private static final String LIBRARY =
      "1\no\nO 0 0 0\n"
          + "2\nh-h\nH 0 0 0\nH 0 0 1\n"
          + "2\nh+h\nH 0 0 0\nH 0 0 9\n"
          + "2\no+o\nO 0 0 0\nO 0 0 9\n";

  private Path bundle;
  private Path spectra;
  private Path library;
  private Path out;

  @BeforeEach
  void makeBundle() throws IOException {
    bundle = ToySpectraBundle.in(folder);
    spectra = folder.resolve("spectra");
    library = file("lib.xyz", LIBRARY);
    out = folder.resolve("hits.csv");
  }

  @Test
  void hitsOfEachQueryComeByFallingScoreAndTiesInTheOrderOfTheLibrary() throws IOException {
    SpectraFiles.uv(spectra, "16,2", "1,1");
    SpectraFiles.index(spectra, "first", "second");
    Run run = retrieve("--spectra", spectra, "--library", library).succeeded();
    assertEquals("library: 4 embedded, 0 rejected\nqueries: 2 ranked, 0 rejected\n", run.err());
    List<NamedCsvRecord> hits = hits();
    assertEquals(List.of("query", "rank", "molecule", "score"), hits.get(0).getHeader());
    assertEquals(List.of("o", "o+o", "h+h", "h-h"), molecules(hits.subList(0, 4)));
    assertEquals(List.of("h+h", "h-h", "o", "o+o"), molecules(hits.subList(4, 8)));
    assertEquals(
        List.of("1", "2", "3", "4"),
        hits.subList(4, 8).stream().map(hit -> hit.getField("rank")).toList());
    assertEquals("second", hits.get(7).getField("query"));
    assertEquals(1, score(hits.get(4)), 1e-6);
    assertEquals(6 / Math.sqrt(2 * 20), score(hits.get(5)), 1e-6);
    assertEquals(hits.get(6).getField("score"), hits.get(7).getField("score"));
  }

  @Test
  void topLimitsTheHitsOfEachQuery() throws IOException {
    SpectraFiles.uv(spectra, "8,1", "2,4");
    retrieve("--spectra", spectra, "--library", library, "--top", "1").succeeded();
    assertEquals(List.of("o", "h-h"), molecules(hits()));
    assertEquals("1", hits().get(1).getField("query"));
  }

  @Test
  void moreQueriesThanAreSearchedAtOnceComeInTheirOrder() throws IOException {
    String[] rows = new String[600];
    Arrays.setAll(rows, row -> row % 2 == 0 ? "8,1" : "2,4");
    SpectraFiles.uv(spectra, rows);
    retrieve("--spectra", spectra, "--library", library, "--top", "1").succeeded();
    List<NamedCsvRecord> hits = hits();
    assertEquals(600, hits.size());
    for (int row = 0; row < 600; row++) {
      assertEquals(Integer.toString(row), hits.get(row).getField("query"));
      assertEquals(row % 2 == 0 ? "o" : "h-h", hits.get(row).getField("molecule"));
    }
  }

  @Test
  void oneSpectrumFileIsAQueryByItsName() throws IOException {
    Path query = file("unknown.v2.csv", "energy (eV),intensity\n1,2\n2,4\n3,0\n4,0\n");
    retrieve("--query", query, "--kind", "uv", "--library", library, "--top", "1").succeeded();
    assertEquals("unknown.v2", hits().get(0).getField("query"));
    assertEquals("h-h", hits().get(0).getField("molecule"));
  }

  @Test
  void theKindOfAFileIsToldByItsDataTypeOrUnit() throws IOException {
    String jcamp =
        "##TITLE=x\n##JCAMP-DX=4.24\n##DATA TYPE=%s\n##XUNITS=1/CM\n##YUNITS=ABSORBANCE\n"
            + "##FIRSTX=500\n##LASTX=550\n##DELTAX=10\n##XFACTOR=1\n##YFACTOR=1\n##NPOINTS=6\n"
            + "##XYDATA=(X++(Y..Y))\n500 2 4 0 0 0 0\n##END=\n";
    Path ir = file("a.jdx", jcamp.formatted("INFRARED SPECTRUM"));
    Path raman = file("b.dx", jcamp.formatted("RAMAN SPECTRUM"));
    Path uv = file("c.csv", "eV,y\n1,8\n2,1\n3,0\n4,0\n");
    Path damaged = file("d.jdx", "no spectrum");
    Path list = folder.resolve("rejects.csv");
    Run run =
        retrieve(
                "--query",
                ir,
                raman,
                uv,
                damaged,
                "--library",
                library,
                "--top",
                "1",
                "--rejects",
                list)
            .succeeded();
    assertEquals(List.of("h-h", "o"), molecules(hits()));
    assertEquals("queries: 2 ranked, 2 rejected; 2 spectra left out", run.lastErrorLine());
    assertTrue(run.err().contains("DATA TYPE is 'RAMAN SPECTRUM'; the model takes [uv, ir]"));
    assertTrue(Files.readString(list).contains(damaged + ",1,"), Files.readString(list));
  }

  @Test
  void aKindTheModelDoesNotTakeIsWrongUsage() throws IOException {
    Path query = file("a.csv", "1,2\n2,4\n3,0\n4,0\n");
    Run run =
        retrieve("--query", query, "--kind", "nmr", "--library", library).failed(ExitCode.USAGE);
    assertTrue(run.err().contains("--kind nmr: the model takes [uv, ir]"), run.err());
  }

  @Test
  void moleculesRankSpectra() throws IOException {
    SpectraFiles.uv(spectra, "1,1", "4,8", "8,1");
    SpectraFiles.index(spectra, "s0", "s1", "s2");
    Run run = retrieve("--molecules", library, "--spectra", spectra, "--top", "1").succeeded();
    assertEquals("library: 3 embedded, 0 rejected\nqueries: 4 ranked, 0 rejected\n", run.err());
    assertEquals(List.of("s2", "s1", "s0", "s2"), molecules(hits()));
    assertEquals("h-h", hits().get(1).getField("query"));
  }

  @Test
  void damagedRecordsAreRejectedAndTheOthersFound() throws IOException {
    library = file("lib.xyz", "1\nbad\nXx 0 0 0\n" + LIBRARY + "2\ncut\nH 0 0 0\n");
    SpectraFiles.uv(spectra, "8,1", "-3,1", "2,4");
    Path list = folder.resolve("rejects.csv");
    Run run =
        retrieve("--spectra", spectra, "--library", library, "--top", "1", "--rejects", list)
            .succeeded();
    assertTrue(run.err().contains("library: 4 embedded, 2 rejected\n"), run.err());
    assertEquals("queries: 2 ranked, 1 rejected; 1 spectra left out", run.lastErrorLine());
    assertEquals(List.of("o", "h-h"), molecules(hits()));
    assertEquals(5, Files.readAllLines(list).size());
    Files.delete(out);
    retrieve("--spectra", spectra, "--library", library, "--strict").failed(ExitCode.REJECTED);
    assertTrue(Files.notExists(out));
  }

  @Test
  void aSavedIndexGivesTheSameHits() throws IOException {
    SpectraFiles.uv(spectra, "8,1", "1,1");
    Path index = folder.resolve("lib.npz");
    retrieve("--spectra", spectra, "--library", library, "--save-index", index).succeeded();
    String expected = Files.readString(out);
    Files.delete(out);
    Run run = retrieve("--spectra", spectra, "--index", index).succeeded();
    assertEquals(expected, Files.readString(out));
    assertEquals("queries: 2 ranked, 0 rejected\n", run.err());
    assertEquals(4, NpzReader.readAll(index).get("id").size());
  }

  @Test
  void anIndexOfOtherWeightsIsRefused() throws IOException {
    SpectraFiles.uv(spectra, "8,1");
    Path index = folder.resolve("lib.npz");
    retrieve("--spectra", spectra, "--library", library, "--save-index", index).succeeded();
    bundle = ToySpectraBundle.retrained(folder);
    Run run = retrieve("--spectra", spectra, "--index", index).failed(ExitCode.FAILURE);
    assertTrue(run.err().startsWith("error: STALE_INDEX: " + index), run.err());
    assertTrue(run.err().contains("made by other weights of bundle toy-2"), run.err());
    run = retrieve("--molecules", library, "--index", index).failed(ExitCode.FAILURE);
    assertTrue(run.err().contains("what task embedding answered"), run.err());
    run = retrieve("--spectra", spectra, "--index", library).failed(ExitCode.FAILURE);
    assertTrue(run.err().startsWith("error: DAMAGED_INDEX: "), run.err());
  }

  @Test
  void evaluationComparesWithChance() throws IOException {
    // Ranks of the queries' own molecules: 1, 3 and 2; the last is not in the library.
    SpectraFiles.uv(spectra, "8,1", "8,1", "8,1", "1,1");
    SpectraFiles.index(spectra, "o", "h+h", "o+o", "stranger");
    Run run = retrieve("--spectra", spectra, "--library", library, "--evaluate").succeeded();
    assertEquals(
        List.of(
            "evaluation: 3 of 4 queries have their id among the 4 entries",
            "                        found   chance",
            "  top 1                 0.3333  0.2500",
            "  top 5                 1.0000  1.0000",
            "  top 10                1.0000  1.0000",
            // (1 + 1/3 + 1/2) / 3, and (1 + 1/2 + 1/3 + 1/4) / 4.
            "  mean reciprocal rank  0.6111  0.5208"),
        run.out().lines().toList());
  }

  @Test
  void ofSeveralEntriesOfAnIdTheBestCounts() throws IOException {
    library = file("lib.xyz", "1\na\nO 0 0 0\n1\nb\nO 0 0 0\n" + "1\nb\nH 0 0 0\n");
    SpectraFiles.uv(spectra, "1,1");
    SpectraFiles.index(spectra, "b");
    Run run = retrieve("--spectra", spectra, "--library", library, "--evaluate").succeeded();
    // Two of three entries: 2/3 at once, else the second draw.
    assertTrue(run.out().contains("  top 1                 1.0000  0.6667"), run.out());
    assertTrue(run.out().contains("  mean reciprocal rank  1.0000  0.8333"), run.out());
  }

  @Test
  void encodersThatWereNotTrainedToBeComparedAreANamedError() throws IOException {
    bundle = ToySpectraBundle.ofTwoWidths(folder);
    SpectraFiles.uv(spectra, "8,1");
    Run run = retrieve("--spectra", spectra, "--library", library).failed(ExitCode.FAILURE);
    assertTrue(run.err().startsWith("error: WIDTH_MISMATCH: bundle toy-3 makes 3 "), run.err());
  }

  @Test
  void aLibraryWithoutMoleculesAndAFolderWithoutSpectraAreErrors() throws IOException {
    Files.createDirectories(spectra);
    Run run = retrieve("--spectra", spectra, "--library", library).failed(ExitCode.FAILURE);
    assertTrue(run.lastErrorLine().startsWith("error: NO_SPECTRA: "), run.err());
    SpectraFiles.uv(spectra, "8,1");
    library = file("empty.xyz", "");
    run = retrieve("--spectra", spectra, "--library", library).failed(ExitCode.FAILURE);
    assertTrue(run.lastErrorLine().startsWith("error: nothing to search"), run.err());
    assertTrue(Files.notExists(out));
  }

  @Test
  void optionsThatDoNotSayWhatToCompareAreWrongUsage() throws IOException {
    SpectraFiles.uv(spectra, "8,1");
    for (List<Object> line :
        List.<List<Object>>of(
            List.of("--spectra", spectra),
            List.of("--library", library),
            List.of("--spectra", spectra, "--query", library, "--library", library),
            List.of("--spectra", spectra, "--library", library, "--index", library),
            List.of("--molecules", library, "--library", library, "--spectra", spectra),
            List.of("--molecules", library),
            List.of("--spectra", spectra, "--library", library, "--kind", "uv"),
            List.of("--spectra", spectra, "--library", library, "--top", "0"),
            List.of("--spectra", spectra, "--index", library, "--save-index", library))) {
      retrieve(line.toArray()).failed(ExitCode.USAGE);
    }
    out = folder.resolve("hits.npz");
    retrieve("--spectra", spectra, "--library", library).failed(ExitCode.USAGE);
  }

  private Run retrieve(Object... more) {
    List<Object> line = new ArrayList<>(List.of("retrieve", "--model", bundle, "--output", out));
    line.addAll(Arrays.asList(more));
    return molspectra(line.toArray());
  }

  private List<NamedCsvRecord> hits() throws IOException {
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(out)) {
      return reader.stream().toList();
    }
  }

  private static List<String> molecules(List<NamedCsvRecord> hits) {
    return hits.stream().map(hit -> hit.getField("molecule")).toList();
  }

  private static double score(NamedCsvRecord hit) {
    return Double.parseDouble(hit.getField("score"));
  }
}
