package io.molspectra.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import io.molspectra.molecule.Molecule;
import io.molspectra.npz.NpyArray;
import io.molspectra.npz.NpyType;
import io.molspectra.npz.NpzReader;
import io.molspectra.predict.AtomVectors;
import io.molspectra.predict.ScalarsWithForces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PredictCommandTest extends CommandLineTest {

  private static final String HYDROGEN_AND_OXYGEN =
      "2\nh2 at 1 angstrom\nH 0 0 0\nH 0 0 1\n1\nO atom\nO 0 0 0\n";

  /** Batches differ from those of a direct call, and so does the order of float32 sums. */
  private static final float FLOAT32 = 1e-4f;

  private Path bundle;
  private Path out;

  @BeforeEach
  void makeBundle() throws IOException {
    bundle = ToyBundle.in(folder);
  }

  @Test
  void energiesAreRowsInTheOrderOfTheInput() throws IOException {
    out = folder.resolve("out.csv");
    Run run = predict(file("in.xyz", HYDROGEN_AND_OXYGEN), "energy").succeeded();
    assertEquals("id,energy\nh2,4.0\nO,8.0\n", Files.readString(out));
    assertEquals("2 predicted, 0 rejected\n", run.err());
    assertEquals("", run.out());
  }

  @Test
  void forcesLieBesideTheEnergiesOneRowAnAtom() throws IOException {
    out = folder.resolve("out.csv");
    predict(file("in.xyz", HYDROGEN_AND_OXYGEN), "energy", "--forces").succeeded();
    assertEquals("id,energy\nh2,4.0\nO,8.0\n", Files.readString(out));
    assertEquals(
        "id,atom,x,y,z\nh2,1,0.0,0.0,4.0\nh2,2,0.0,0.0,-4.0\nO,1,0.0,0.0,0.0\n",
        Files.readString(folder.resolve("out.forces.csv")));
  }

  @Test
  void anNpzHoldsIdsEnergiesForcesAndOffsets() throws IOException {
    List<Molecule> molecules = molecules(75);
    out = folder.resolve("out.npz");
    predict(file("in.xyz", molecules), "energy", "--forces", "--batch", "4").succeeded();
    Map<String, NpyArray> arrays = NpzReader.readAll(out);
    assertEquals(List.of("id", "energy", "forces", "atom_offset"), List.copyOf(arrays.keySet()));
    assertEquals(NpyType.STRING, arrays.get("id").type());
    assertArrayEquals(ids(molecules), arrays.get("id").toStrings());
    ScalarsWithForces direct = asked(bundle, model -> model.predictWithForces("energy", molecules));
    assertArrayEquals(new long[] {75}, arrays.get("energy").shape());
    assertArrayEquals(direct.values(), arrays.get("energy").toDoubles(), FLOAT32);
    assertArrayEquals(direct.forces().values(), arrays.get("forces").toFloats(), FLOAT32);
    long atoms = molecules.stream().mapToLong(Molecule::atomCount).sum();
    assertArrayEquals(new long[] {atoms, 3}, arrays.get("forces").shape());
    assertArrayEquals(
        IntStream.of(direct.forces().atomOffsets()).asLongStream().toArray(),
        arrays.get("atom_offset").toLongs());
  }

  @Test
  void energiesAloneNeedNoOffsets() throws IOException {
    out = folder.resolve("out.npz");
    predict(file("in.xyz", molecules(3)), "energy").succeeded();
    assertEquals(List.of("id", "energy"), List.copyOf(NpzReader.readAll(out).keySet()));
  }

  @Test
  void aVectorTaskAnswersForEveryAtom() throws IOException {
    List<Molecule> molecules = molecules(20);
    Path in = file("in.xyz", molecules);
    AtomVectors direct = asked(bundle, model -> model.noise(molecules));
    out = folder.resolve("out.npz");
    predict(in, "noise").succeeded();
    Map<String, NpyArray> arrays = NpzReader.readAll(out);
    assertEquals(List.of("id", "noise", "atom_offset"), List.copyOf(arrays.keySet()));
    assertArrayEquals(direct.values(), arrays.get("noise").toFloats());
    assertEquals(21, arrays.get("atom_offset").size());

    out = folder.resolve("out.csv.gz");
    predict(in, "noise").succeeded();
    assertTrue(Files.size(out) > 0);
    out = folder.resolve("out.csv");
    predict(in, "noise").succeeded();
    List<String> rows = Files.readAllLines(out);
    assertEquals("id,atom,x,y,z", rows.get(0));
    assertEquals(1 + direct.values().length / 3, rows.size());
    float[] last = direct.of(19);
    assertEquals(
        "m19,%d,%s,%s,%s"
            .formatted(
                last.length / 3,
                last[last.length - 3],
                last[last.length - 2],
                last[last.length - 1]),
        rows.get(rows.size() - 1));
  }

  @Test
  void theEmbeddingIsATaskLikeAnyOther() throws IOException {
    out = folder.resolve("out.csv");
    predict(file("in.xyz", HYDROGEN_AND_OXYGEN), "embedding").succeeded();
    assertEquals("id,embedding_0,embedding_1\nh2,2.0,4.0\nO,8.0,1.0\n", Files.readString(out));
  }

  @Test
  void orderIsKeptHoweverManyThreadsPredict() throws IOException {
    List<Molecule> molecules = molecules(300);
    Path in = file("in.xyz", molecules);
    double[] direct = asked(bundle, model -> model.predict("energy", molecules));
    for (String threads : List.of("1", "5")) {
      out = folder.resolve("out.npz");
      predict(in, "energy", "--batch", "1", "--threads", threads).succeeded();
      Map<String, NpyArray> arrays = NpzReader.readAll(out);
      assertArrayEquals(ids(molecules), arrays.get("id").toStrings());
      assertArrayEquals(direct, arrays.get("energy").toDoubles(), FLOAT32);
    }
  }

  @Test
  void severalInputsAreReadInTurn() throws IOException {
    Path first = file("first.xyz", "1\na\nH 0 0 0\n");
    Path second = file("second.extxyz", "1\nb\nC 0 0 0\n");
    out = folder.resolve("out.csv");
    molspectra(
            "predict",
            "--model",
            bundle,
            "--input",
            first,
            second,
            "--task",
            "energy",
            "--output",
            out)
        .succeeded();
    assertEquals("id,energy\na,1.0\nb,6.0\n", Files.readString(out));
  }

  @Test
  void anUnknownTaskIsAnsweredWithTheKnownOnes() throws IOException {
    out = folder.resolve("out.csv");
    Run run = predict(file("in.xyz", molecules(1)), "enery").failed(ExitCode.FAILURE);
    assertEquals(
        "error: UNKNOWN_TASK: bundle toy-1 has no task 'enery'; it has [energy, noise, embedding,"
            + " double, root, pair]\n",
        run.err());
    assertEquals(List.of("in.xyz"), files());
  }

  @Test
  void forcesThatATaskLacksAreANamedError() throws IOException {
    out = folder.resolve("out.csv");
    Path in = file("in.xyz", molecules(1));
    for (String task : List.of("double", "noise", "embedding")) {
      Run run = predict(in, task, "--forces").failed(ExitCode.FAILURE);
      assertEquals("error: NO_FORCES: task " + task + " was exported without forces\n", run.err());
    }
  }

  @Test
  void aGpuThatIsNotThereIsANamedError() throws IOException {
    OrtEnvironment.getEnvironment();
    Assumptions.assumeFalse(OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA));
    out = folder.resolve("out.csv");
    Run run =
        predict(file("in.xyz", molecules(1)), "energy", "--device", "gpu").failed(ExitCode.FAILURE);
    assertTrue(run.err().startsWith("error: DEVICE_UNAVAILABLE: "), run.err());
    assertEquals(1, run.err().lines().count());
  }

  @Test
  void anOutputOfUnknownFormatIsAUsageErrorBeforeAnyWork() {
    out = folder.resolve("out.parquet");
    Run run = predict(folder.resolve("missing.xyz"), "energy").failed(ExitCode.USAGE);
    assertTrue(run.err().contains("out.parquet: name a file .csv, .csv.gz or .npz"), run.err());
  }

  @Test
  void anInputThatIsMissingOrOfUnknownFormatIsAnErrorOfItsOwn() throws IOException {
    out = folder.resolve("out.csv");
    Run missing = predict(folder.resolve("missing.xyz"), "energy").failed(ExitCode.FAILURE);
    assertTrue(missing.err().startsWith("error: no such file: "), missing.err());
    Run unknown = predict(file("in.pdb", ""), "energy").failed(ExitCode.USAGE);
    assertTrue(unknown.err().contains("cannot tell the format of"), unknown.err());
  }

  @Test
  void numbersOutOfRangeAreUsageErrors() throws IOException {
    out = folder.resolve("out.csv");
    Path in = file("in.xyz", molecules(1));
    predict(in, "energy", "--batch", "0").failed(ExitCode.USAGE);
    predict(in, "energy", "--threads", "-1").failed(ExitCode.USAGE);
    predict(in, "energy", "--device", "tpu").failed(ExitCode.USAGE);
  }

  @Test
  void aFormerOutputIsReplacedAndNothingElseIsLeft() throws IOException {
    out = file("out.csv", "old");
    predict(file("in.xyz", molecules(2)), "energy").succeeded();
    assertTrue(Files.readString(out).startsWith("id,energy\nm0,"));
    assertEquals(List.of("in.xyz", "out.csv"), files());
  }

  @Test
  void aFormerOutputStaysWhenTheWorkFails() throws IOException {
    out = file("out.csv", "old");
    Path in = file("in.xyz", "1\nf\nF 0 0 0\n");
    predict(in, "energy", "--strict").failed(ExitCode.REJECTED);
    assertEquals("old", Files.readString(out));
    assertEquals(List.of("in.xyz", "out.csv"), files());
  }

  @Test
  void theHelpShowsArraysAndExamples() {
    Run run = molspectra("predict", "--help").succeeded();
    assertTrue(run.out().contains("atom_offset [M+1]"), run.out());
    assertTrue(run.out().contains("out.forces.csv"), run.out());
    assertFalse(run.out().contains("${"), run.out());
  }

  private Run predict(Path in, String task, String... more) {
    Object[] fixed = {"predict", "--model", bundle, "--input", in, "--task", task, "--output", out};
    Object[] all = Arrays.copyOf(fixed, fixed.length + more.length);
    System.arraycopy(more, 0, all, fixed.length, more.length);
    return molspectra(all);
  }

  private static String[] ids(List<Molecule> molecules) {
    return molecules.stream().map(Molecule::id).toArray(String[]::new);
  }
}
