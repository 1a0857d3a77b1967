package io.molspectra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.molspectra.bundle.GoldenRecord;
import io.molspectra.bundle.GoldenRecord.Expectation;
import io.molspectra.molecule.Molecule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;

class InfoAndVerifyCommandTest extends CommandLineTest {

  private static final Molecule H2 =
      new Molecule("h2", new int[] {1, 1}, new float[] {0, 0, 0, 0, 0, 1});
  private static final Molecule OXYGEN = new Molecule("o", new int[] {8}, new float[3]);

  @Test
  void infoTellsAllAboutABundle() throws IOException {
    Run run = molspectra("info", ToyBundle.in(folder)).succeeded();
    for (String line :
        List.of(
            "id                toy-1",
            "created           1970-01-01T00:00:00Z",
            "source commit     abc123",
            "energy     scalar     eV    yes",
            "noise      vector     1     no",
            "cutoff      3.0 angstrom",
            "elements    H C N O",
            "noise std   [0.02, 0.02, 0.02] angstrom",
            "layers  3",
            "data.seed   7",
            "task-energy-forces.onnx")) {
      assertTrue(run.out().contains("  " + line), line + " in\n" + run.out());
    }
  }

  @Test
  void infoSaysIfNoElementsAreRecorded() throws IOException {
    Run run = molspectra("info", ToyBundle.withoutConstants(folder)).succeeded();
    assertTrue(run.out().contains("not recorded: all up to atomic number 99"), run.out());
  }

  @Test
  void infoAsJsonHasTheNamesOfTheBundlesFiles() throws IOException {
    Run run = molspectra("info", ToyBundle.in(folder), "--json").succeeded();
    JsonNode json = new ObjectMapper().readTree(run.out());
    assertEquals("toy-1", json.get("id").asText());
    assertEquals(1, json.get("format_version").asInt());
    assertEquals("energy", json.at("/tasks/0/name").asText());
    assertEquals("scalar", json.at("/tasks/0/kind").asText());
    assertEquals("task-energy-forces.onnx", json.at("/tasks/0/forces_file").asText());
    assertEquals(99, json.at("/preprocessor/max_atomic_number").asInt());
    assertEquals(3, json.at("/config/layers").asInt());
    assertEquals(64, json.at("/files/0/sha256").asText().length());
    assertEquals(7, json.at("/provenance/data/seed").asInt());
  }

  @Test
  void verifyComparesGoldenMoleculesWithTheRuntime() throws IOException {
    Run run = molspectra("verify", ToyBundle.withGolden(folder, golden(4, 8, 1e-4))).succeeded();
    assertTrue(run.out().contains("task    output  molecules  error    tolerance"), run.out());
    assertTrue(run.out().contains("energy  energy  2          0.0e+00  1.0e-04"), run.out());
    assertTrue(run.out().contains("energy  forces  1          0.0e+00  1.0e-04"), run.out());
    assertTrue(
        run.out().endsWith("verified: 3 golden outputs of 2 molecules on device cpu\n"), run.out());
    assertEquals("", run.err());
  }

  @Test
  void verifyFailsAndNamesTheMoleculeThatIsOff() throws IOException {
    Run run =
        molspectra("verify", ToyBundle.withGolden(folder, golden(4, 8.25f, 1e-4)))
            .failed(ExitCode.FAILURE);
    assertTrue(
        run.out().contains("FAILED: o, energy of task energy: error 2.5e-01, tolerance 1.0e-04\n"),
        run.out());
    assertEquals(1, run.out().lines().filter(line -> line.startsWith("FAILED: ")).count());
    assertTrue(run.err().startsWith("error: GOLDEN_MISMATCH: "), run.err());
    assertTrue(run.err().contains("1 of 3 golden outputs are beyond"), run.err());
    assertEquals(1, run.err().lines().count());
  }

  @Test
  void verifyFailsIfThereIsNothingToCompare() throws IOException {
    Run run = molspectra("verify", ToyBundle.in(folder)).failed(ExitCode.FAILURE);
    assertTrue(run.err().startsWith("error: NOT_VERIFIED: "), run.err());
    assertTrue(run.err().contains("has no golden molecules to replay"), run.err());
    assertFalse(run.out().contains("verified: "), run.out());
  }

  @Test
  void verifyNamesTasksWithoutGoldenOutputs() throws IOException {
    Run run = molspectra("verify", ToyBundle.withGolden(folder, golden(4, 8, 1e-4))).succeeded();
    assertTrue(
        run.out().contains("no golden outputs, so not compared: noise, embedding, double,"),
        run.out());
  }

  @Test
  void aDamagedBundleIsOneLineThatNamesKindAndFile() throws IOException {
    Path bundle = ToyBundle.in(folder);
    Files.writeString(bundle.resolve("notes.txt"), "mine");
    assertFault("UNLISTED_FILE: ", bundle, "notes.txt");
    Files.delete(bundle.resolve("notes.txt"));

    Path graph = bundle.resolve("task-energy.onnx");
    byte[] sound = Files.readAllBytes(graph);
    byte[] flipped = sound.clone();
    flipped[100] ^= 1;
    Files.write(graph, flipped);
    assertFault("HASH_MISMATCH: ", bundle, "task-energy.onnx");
    Files.write(graph, new byte[1], StandardOpenOption.APPEND);
    assertFault("SIZE_MISMATCH: ", bundle, "task-energy.onnx");
    Files.delete(graph);
    assertFault("MISSING_FILE: ", bundle, "task-energy.onnx");
    Files.write(graph, sound);

    Files.writeString(bundle.resolve("bundle.json"), "{");
    assertFault("MALFORMED_JSON: ", bundle, "bundle.json");
    assertFault("NOT_A_BUNDLE: ", folder.resolve("nowhere"), "nowhere");
  }

  private void assertFault(String kind, Path bundle, String file) throws IOException {
    Path in = file("in.xyz", List.of(OXYGEN));
    Path out = folder.resolve("out.csv");
    for (Run run :
        List.of(
            molspectra("info", bundle),
            molspectra("verify", bundle),
            molspectra("embed", "--model", bundle, "--input", in, "--output", out))) {
      run.failed(ExitCode.FAILURE);
      assertEquals(1, run.err().lines().count(), run.err());
      assertTrue(run.err().startsWith("error: " + kind), run.err());
      assertTrue(run.err().contains(file), run.err());
    }
  }

  private static List<GoldenRecord> golden(float h2, float oxygen, double tolerance) {
    return List.of(
        new GoldenRecord(
            H2,
            List.of(
                new Expectation("energy", "energy", new float[] {h2}, tolerance),
                new Expectation("energy", "forces", new float[] {0, 0, 4, 0, 0, -4}, tolerance))),
        new GoldenRecord(
            OXYGEN, List.of(new Expectation("energy", "energy", new float[] {oxygen}, tolerance))));
  }
}
