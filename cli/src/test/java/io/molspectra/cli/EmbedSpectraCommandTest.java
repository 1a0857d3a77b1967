package io.molspectra.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.bundle.GoldenSpectra;
import io.molspectra.npz.NpyArray;
import io.molspectra.npz.NpzReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmbedSpectraCommandTest extends CommandLineTest {

  private Path bundle;
  private Path spectra;
  private Path out;

  @BeforeEach
  void makeBundle() throws IOException {
    bundle = ToySpectraBundle.ofSpectra(folder, List.of());
    spectra = folder.resolve("spectra");
    out = folder.resolve("z.npz");
  }

  @Test
  void vectorsAreOneRowAMoleculeByTheIdsOfTheIndex() throws IOException {
    SpectraFiles.uv(spectra, "1,2", "", "5,6");
    SpectraFiles.ir(spectra, "10,20", "30,40", "");
    SpectraFiles.index(spectra, "gdb_9", "gdb_4", "gdb_7");
    Run run = embed().succeeded();
    assertEquals("3 embedded, 0 rejected\n", run.err());
    Map<String, NpyArray> arrays = NpzReader.readAll(out);
    assertEquals(List.of("id", "z"), List.copyOf(arrays.keySet()));
    assertArrayEquals(new String[] {"gdb_9", "gdb_4", "gdb_7"}, arrays.get("id").toStrings());
    assertArrayEquals(new long[] {3, 2}, arrays.get("z").shape());
    assertArrayEquals(new float[] {11, 22, 30, 40, 5, 6}, arrays.get("z").toFloats());
  }

  @Test
  void anyBatchSizeAndNumberOfThreadsGiveTheSameFile() throws IOException {
    String[] rows = new String[100];
    float[] expected = new float[200];
    for (int row = 0; row < 100; row++) {
      rows[row] = row + "," + (2 * row + 1);
      expected[2 * row] = row;
      expected[2 * row + 1] = 2 * row + 1;
    }
    SpectraFiles.uv(spectra, rows);
    embed().succeeded();
    assertArrayEquals(expected, NpzReader.readAll(out).get("z").toFloats());
    byte[] bytes = Files.readAllBytes(out);
    for (String size : List.of("1", "7", "1000")) {
      embed("--batch", size, "--threads", "3").succeeded();
      assertArrayEquals(bytes, Files.readAllBytes(out));
    }
  }

  @Test
  void csvHasOneColumnAChannelAndRowsForIdsWhereThereIsNoIndex() throws IOException {
    SpectraFiles.uv(spectra, "1,2", "3,4");
    out = folder.resolve("z.csv");
    embed().succeeded();
    assertEquals(List.of("id,z_0,z_1", "0,1.0,2.0", "1,3.0,4.0"), Files.readAllLines(out));
  }

  @Test
  void aSpectrumThatCannotBeUsedIsLeftOutAndAMoleculeWithNoneIsRejected() throws IOException {
    SpectraFiles.uv(spectra, "1,2", "3,-4", "nan,1", "7,8");
    SpectraFiles.ir(spectra, "10,20", "30,40", "", "x,y");
    Path list = folder.resolve("rejects.csv");
    Run run = embed("--rejects", list).succeeded();
    assertArrayEquals(new String[] {"0", "1", "3"}, NpzReader.readAll(out).get("id").toStrings());
    assertArrayEquals(
        new float[] {11, 22, 30, 40, 7, 8}, NpzReader.readAll(out).get("z").toFloats());
    assertEquals("3 embedded, 1 rejected; 3 spectra left out", run.lastErrorLine());
    List<String> rejects = Files.readAllLines(list);
    assertEquals(5, rejects.size(), rejects.toString());
    Path uv = spectra.resolve("uv.csv");
    assertTrue(rejects.get(1).startsWith(uv + ",2,3,NEGATIVE_INTENSITY,"), rejects.get(1));
    assertTrue(rejects.get(1).contains("spectrum uv of 1: "), rejects.get(1));
    assertTrue(rejects.get(2).startsWith(uv + ",3,4,NON_FINITE_INTENSITY,"), rejects.get(2));
    assertTrue(rejects.get(3).startsWith(spectra + ",3,0,NO_SPECTRUM,"), rejects.get(3));
    assertTrue(
        rejects.get(4).startsWith(spectra.resolve("ir.csv") + ",4,5,SYNTAX,"), rejects.get(4));
  }

  @Test
  void strictStopsAtTheFirstSpectrumLeftOutAndWritesNoOutput() throws IOException {
    SpectraFiles.uv(spectra, "1,2", "3,-4");
    SpectraFiles.ir(spectra, "1,2", "3,4");
    Run run = embed("--strict").failed(ExitCode.REJECTED);
    assertTrue(run.err().startsWith("rejected: " + spectra.resolve("uv.csv")), run.err());
    assertTrue(Files.notExists(out));
  }

  @Test
  void filesThatDoNotBelongTogetherAreANamedErrorAndLeaveNoOutput() throws IOException {
    SpectraFiles.uv(spectra, "1,2", "3,4", "5,6");
    SpectraFiles.ir(spectra, "1,2", "3,4");
    Run run = embed().failed(ExitCode.FAILURE);
    assertTrue(run.lastErrorLine().startsWith("error: ROW_COUNT: "), run.err());
    assertTrue(Files.notExists(out));
    Files.delete(spectra.resolve("uv.csv"));
    Files.delete(spectra.resolve("ir.csv"));
    run = embed().failed(ExitCode.FAILURE);
    assertTrue(run.lastErrorLine().startsWith("error: NO_SPECTRA: "), run.err());
  }

  @Test
  void aModelWithoutSpectraIsANamedError() throws IOException {
    bundle = ToyBundle.in(folder);
    SpectraFiles.uv(spectra, "1,2");
    Run run = embed().failed(ExitCode.FAILURE);
    assertTrue(run.err().startsWith("error: UNKNOWN_TASK: bundle toy-1 has no task"), run.err());
  }

  @Test
  void aModelOfSpectraAloneAnswersNoOtherCommand() throws IOException {
    Path in = file("in.xyz", molecules(2));
    Run run =
        molspectra("embed", "--model", bundle, "--input", in, "--output", out)
            .failed(ExitCode.FAILURE);
    assertTrue(run.err().startsWith("error: UNKNOWN_TASK: "), run.err());
    run =
        molspectra(
                "predict",
                "--model",
                bundle,
                "--input",
                in,
                "--task",
                "spectrum-embedding",
                "--output",
                out)
            .failed(ExitCode.FAILURE);
    assertTrue(run.err().startsWith("error: WRONG_KIND: "), run.err());
    assertTrue(Files.notExists(out));
  }

  @Test
  void infoTellsTheKindsWithTheirGridsAndNothingOfStructures() {
    Run run = molspectra("info", bundle).succeeded();
    assertTrue(run.out().contains("  spectrum uv  1.0..4.0 eV, 4 points"), run.out());
    assertTrue(run.out().contains("  spectrum ir  500.0..550.0 cm-1, 6 points"), run.out());
    assertTrue(run.out().contains("  spectrum-embedding  spectrum_embedding  1     no"), run.out());
    assertTrue(!run.out().contains("cutoff"), run.out());
    run = molspectra("info", bundle, "--json").succeeded();
    assertTrue(run.out().contains("\"unit\" : \"cm-1\""), run.out());
  }

  @Test
  void verifyReplaysGoldenSpectra() throws IOException {
    Path sound = ToySpectraBundle.ofSpectra(folder, golden(4));
    Run run = molspectra("verify", sound).succeeded();
    assertTrue(
        run.out()
            .endsWith(
                "verified: 1 golden outputs of 0 molecules and the spectra of 1 on"
                    + " device cpu\n"),
        run.out());
    Path off = ToySpectraBundle.ofSpectra(folder, golden(4.5f));
    run = molspectra("verify", off).failed(ExitCode.FAILURE);
    assertTrue(
        run.out().contains("FAILED: g, embedding of task spectrum-embedding: error 5.0e-01"),
        run.out());
  }

  /** Its golden spectra are sound, and say nothing of the tasks that take molecules. */
  @Test
  void goldenSpectraDoNotVerifyTasksOfMolecules() throws IOException {
    Run run =
        molspectra("verify", ToySpectraBundle.ofBoth(folder, golden(4))).failed(ExitCode.FAILURE);
    assertTrue(run.err().startsWith("error: NOT_VERIFIED: "), run.err());
    assertTrue(run.err().contains("has no golden molecules to replay"), run.err());
    assertTrue(run.out().endsWith("no golden outputs, so not compared: embedding\n"), run.out());
  }

  private static List<GoldenSpectra> golden(float second) {
    return List.of(
        new GoldenSpectra(
            "g", Map.of("uv", new float[] {3, 4, 5, 6}), new float[] {3, second}, 1e-5));
  }

  private Run embed(Object... more) {
    List<Object> line =
        new ArrayList<>(
            List.of("embed-spectra", "--model", bundle, "--spectra", spectra, "--output", out));
    line.addAll(Arrays.asList(more));
    return molspectra(line.toArray());
  }
}
