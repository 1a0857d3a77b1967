package io.molspectra.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.molspectra.npz.NpzReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bad records are typed, reported and counted, and the good ones all come out. */
class RejectedRecordsTest extends CommandLineTest {

  private static final String GOOD = "1\n%s\nO 0 0 0\n";

  private Path bundle;
  private Path out;
  private Path list;

  @BeforeEach
  void makeBundle() throws IOException {
    bundle = ToyBundle.in(folder);
    out = folder.resolve("out.npz");
    list = folder.resolve("rejects.csv");
  }

  @Test
  void eightKindsOfDamageAreEachATypedRejectAndTheGoodRecordsComeOut() throws IOException {
    Map<Path, String> damaged = new LinkedHashMap<>();
    damaged.put(truncatedGzip(), "TRUNCATED");
    damaged.put(between("nan.xyz", "2\nbad\nH 0 0 0\nH 0 nan 1\n"), "NON_FINITE_COORDINATE");
    damaged.put(between("element.xyz", "1\nbad\nXx 0 0 0\n"), "UNKNOWN_ELEMENT");
    damaged.put(between("none.xyz", "0\nbad\n"), "NO_ATOMS");
    damaged.put(between("point.xyz", "2\nbad\nH 0 0 0\nH 0 0 0\n"), "OVERLAPPING_ATOMS");
    damaged.put(between("counts.xyz", "3\nbad\nH 0 0 0\nH 0 0 1\n"), "SYNTAX");
    damaged.put(utf16(), "ENCODING");
    damaged.put(file("empty.sdf", ""), "EMPTY_FILE");

    Run run = predict("energy", damaged.keySet(), "--rejects", list).succeeded();

    List<String> reasons = new ArrayList<>();
    List<String> sources = new ArrayList<>();
    for (NamedCsvRecord row : rejects()) {
      reasons.add(row.getField("reason"));
      sources.add(row.getField("source"));
      assertTrue(row.getField("message").length() > 10, row.toString());
    }
    assertEquals(List.copyOf(damaged.values()), reasons);
    assertEquals(damaged.keySet().stream().map(Path::toString).toList(), sources);

    String[] ids = NpzReader.readAll(out).get("id").toStrings();
    List<String> between =
        Stream.of("nan", "element", "none", "point", "counts")
            .flatMap(name -> Stream.of(name + ".xyz-before", name + ".xyz-after"))
            .toList();
    assertEquals(between, List.of(ids).subList(ids.length - 10, ids.length));
    int fromGzip = ids.length - 10;
    assertTrue(fromGzip > 5, "half a gzip still holds molecules: " + fromGzip);
    for (int m = 0; m < fromGzip; m++) {
      assertEquals("z" + m, ids[m]);
    }
    assertEquals(ids.length + " predicted, 8 rejected", run.lastErrorLine());
  }

  @Test
  void anElementUnseenInTrainingIsRejectedUnlessAllowed() throws IOException {
    Path in = between("mixed.xyz", "1\nfluorine\nF 0 0 0\n");
    Run run = predict("energy", List.of(in)).succeeded();
    assertTrue(
        run.err().startsWith("rejected: " + in + ", record 2: UNSEEN_ELEMENT: molecule fluorine,"),
        run.err());
    assertTrue(run.err().contains("allow unseen elements (--allow-unseen)"), run.err());
    assertEquals("2 predicted, 1 rejected", run.lastErrorLine());
    run = predict("energy", List.of(in), "--allow-unseen").succeeded();
    assertEquals("3 predicted, 0 rejected", run.lastErrorLine());
    assertArrayEquals(new float[] {8, 9, 8}, NpzReader.readAll(out).get("energy").toFloats());
  }

  @Test
  void aPredictionThatIsNoNumberIsRejectedAndItsNeighboursAreNot() throws IOException {
    Path in = between("negative.xyz", "1\nnegative\nO 0 -1 0\n");
    Run run = predict("root", List.of(in), "--rejects", list).succeeded();
    assertEquals("2 predicted, 1 rejected", run.lastErrorLine());
    NamedCsvRecord row = rejects().get(0);
    assertEquals(BatchPrediction.NON_FINITE_PREDICTION, row.getField("reason"));
    assertEquals("2", row.getField("record"));
    assertEquals("0", row.getField("line"));
    assertArrayEquals(
        new String[] {"negative.xyz-before", "negative.xyz-after"},
        NpzReader.readAll(out).get("id").toStrings());
  }

  @Test
  void aMoleculeTheRuntimeFailsForDoesNotTakeItsBatchDown() throws IOException {
    String h2 = "2\nh2\nH 0 0 0\nH 0 0 1\n";
    Path in = file("pairs.xyz", h2 + GOOD.formatted("single") + h2);
    Run run = predict("pair", List.of(in)).succeeded();
    assertTrue(
        run.err().startsWith("rejected: " + in + ", record 2: RUNTIME_FAILURE: "), run.err());
    assertEquals("2 predicted, 1 rejected", run.lastErrorLine());
    assertArrayEquals(
        new float[] {0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 2},
        NpzReader.readAll(out).get("pair").toFloats());
  }

  @Test
  void aRuntimeThatFailsForAllIsAFailure() throws IOException {
    Path in = file("singles.xyz", GOOD.formatted("a").repeat(3));
    Run run = predict("pair", List.of(in)).failed(ExitCode.FAILURE);
    assertTrue(run.lastErrorLine().startsWith("error: nothing was predicted: "), run.err());
    assertTrue(Files.notExists(out));
  }

  @Test
  void onlyTheFirstTenAreToldButAllAreListed() throws IOException {
    Path in = file("bad.xyz", "1\nbad\nXx 0 0 0\n".repeat(25) + GOOD.formatted("good"));
    Run run = predict("energy", List.of(in), "--rejects", list).succeeded();
    assertEquals(10, run.err().lines().filter(line -> line.startsWith("rejected: ")).count());
    assertEquals(12, run.err().lines().count(), run.err());
    assertEquals("1 predicted, 25 rejected", run.lastErrorLine());
    assertEquals(25, rejects().size());
    assertEquals("75", rejects().get(24).getField("line"));
  }

  @Test
  void strictStopsAtTheFirstRejectAndWritesNoOutput() throws IOException {
    Path in = between("mixed.xyz", "1\nbad\nXx 0 0 0\n1\nworse\nYy 0 0 0\n");
    Run run =
        predict("energy", List.of(in), "--strict", "--rejects", list).failed(ExitCode.REJECTED);
    assertTrue(run.err().startsWith("rejected: " + in + ", record 2, line 6: UNKNOWN_ELEMENT: "));
    assertTrue(run.lastErrorLine().startsWith("error: a record was rejected"), run.err());
    assertEquals(1, rejects().size());
    assertTrue(Files.notExists(out));
  }

  @Test
  void strictIsSilentWhereAllIsWell() throws IOException {
    Path in = file("good.xyz", GOOD.formatted("a"));
    Run run = predict("energy", List.of(in), "--strict", "--rejects", list).succeeded();
    assertEquals("1 predicted, 0 rejected\n", run.err());
    assertEquals("source,record,line,reason,message\n", Files.readString(list));
  }

  @Test
  void rejectsDoNotOverwriteTheAnswers() throws IOException {
    Path in = file("good.xyz", GOOD.formatted("a"));
    Run run = predict("energy", List.of(in), "--rejects", out).failed(ExitCode.USAGE);
    assertTrue(run.err().contains("--rejects and --output are the same file"), run.err());
  }

  @Test
  void nothingButRejectsGivesEmptyOutput() throws IOException {
    Path in = file("empty.xyz", "");
    for (String task : List.of("energy", "noise", "embedding")) {
      for (String name : List.of("out.csv", "out.npz")) {
        out = folder.resolve(name);
        Run run = predict(task, List.of(in)).succeeded();
        assertEquals("0 predicted, 1 rejected", run.lastErrorLine());
      }
      assertEquals(0, NpzReader.readAll(out).get(task).size());
      assertEquals(0, NpzReader.readAll(out).get("id").size());
      assertEquals(1, Files.readAllLines(folder.resolve("out.csv")).size());
    }
  }

  @Test
  void aListThatCannotBeWrittenIsAnErrorBeforeAnyWork() throws IOException {
    Path in = file("good.xyz", GOOD.formatted("a"));
    Run run = predict("energy", List.of(in), "--rejects", folder).failed(ExitCode.USAGE);
    assertTrue(run.err().contains("is a folder"), run.err());
    assertEquals(List.of("good.xyz"), files());
  }

  private Run predict(String task, Iterable<Path> inputs, Object... more) {
    List<Object> line = new ArrayList<>(List.of("predict", "--model", bundle, "--input"));
    inputs.forEach(line::add);
    line.addAll(List.of("--task", task, "--output", out));
    line.addAll(Arrays.asList(more));
    return molspectra(line.toArray());
  }

  private List<NamedCsvRecord> rejects() throws IOException {
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(list)) {
      return reader.stream().toList();
    }
  }

  /** A file of a good, the given and another good record. */
  private Path between(String name, String damaged) throws IOException {
    return file(name, GOOD.formatted(name + "-before") + damaged + GOOD.formatted(name + "-after"));
  }

  private Path truncatedGzip() throws IOException {
    StringBuilder content = new StringBuilder();
    for (int m = 0; m < 100; m++) {
      content.append("1\nz%d\nO %s 0 0\n".formatted(m, Math.sin(m)));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content.toString().getBytes(StandardCharsets.UTF_8));
    }
    byte[] half = Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2);
    return Files.write(folder.resolve("cut.xyz.gz"), half);
  }

  private Path utf16() throws IOException {
    byte[] bytes = ("\ufeff" + GOOD.formatted("a")).getBytes(StandardCharsets.UTF_16LE);
    return Files.write(folder.resolve("utf16.xyz"), bytes);
  }
}
