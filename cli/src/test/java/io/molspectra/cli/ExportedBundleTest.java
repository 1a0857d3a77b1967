package io.molspectra.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.bundle.NoiseNormalizer;
import io.molspectra.bundle.Preprocessor;
import io.molspectra.bundle.TaskSpec;
import io.molspectra.molecule.Molecule;
import io.molspectra.network.EncoderSettings;
import io.molspectra.network.MoleculeNetwork;
import io.molspectra.network.Preset;
import io.molspectra.network.RandomParameters;
import io.molspectra.npz.NpyArray;
import io.molspectra.npz.NpzReader;
import io.molspectra.predict.ScalarsWithForces;
import io.molspectra.trainer.export.BundleExporter;
import io.molspectra.trainer.export.ExportedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command on a bundle that the trainer exported: a small network with random weights. */
class ExportedBundleTest extends CommandLineTest {

  private static final int CHANNELS = 16;

  /** Share of the largest value that sums of float32 in another order may differ by. */
  private static final float FLOAT32 = 1e-4f;

  private static final List<Molecule> MOLECULES = molecules(50);

  @TempDir private static Path shared;
  private static Path bundle;

  @BeforeAll
  static void export() throws IOException {
    EncoderSettings settings = EncoderSettings.of(Preset.MOLSPECTRA, CHANNELS, 2, 4, 16, 0, 5, 20);
    var network =
        new MoleculeNetwork("random", settings, new RandomParameters(5))
            .withEnergy(1, 0)
            .withForces()
            .withNoise();
    var model =
        new ExportedModel(
            "random",
            network.build(),
            List.of(TaskSpec.scalar("energy", "eV").withForces(), TaskSpec.vector("noise", "1")),
            new Preprocessor(
                Preprocessor.ANGSTROM,
                5,
                19,
                List.of(1, 6, 7, 8),
                new NoiseNormalizer(List.of(0.0, 0.0, 0.0), List.of(0.04, 0.04, 0.04))),
            Map.of("num_layers", 2),
            Map.of("weights", "random"),
            "# random");
    bundle = shared.resolve("bundle");
    BundleExporter.export(model, bundle, MOLECULES.subList(0, 4));
  }

  @Test
  void infoListsItsTasks() {
    Run run = molspectra("info", bundle).succeeded();
    assertTrue(run.out().contains("  energy     scalar     eV    yes"), run.out());
    assertTrue(run.out().contains("  weights.bin"), run.out());
  }

  @Test
  void verifyFindsTheRuntimeToAgreeWithTheTrainer() {
    Run run = molspectra("verify", bundle).succeeded();
    assertTrue(
        run.out().contains("verified: 16 golden outputs of 4 molecules on device"), run.out());
  }

  @Test
  void predictWritesTheEnergiesAndForcesOfTheSdk() throws IOException {
    Path out = folder.resolve("out.npz");
    molspectra(
            "predict",
            "--model",
            bundle,
            "--input",
            input(),
            "--task",
            "energy",
            "--forces",
            "--batch",
            "8",
            "--output",
            out)
        .succeeded();
    Map<String, NpyArray> arrays = NpzReader.readAll(out);
    ScalarsWithForces direct = asked(bundle, model -> model.predictWithForces("energy", MOLECULES));
    assertClose(
        NpyArray.of(direct.values(), direct.values().length).toFloats(),
        arrays.get("energy").toFloats());
    assertClose(direct.forces().values(), arrays.get("forces").toFloats());
    assertArrayEquals(
        IntStream.of(direct.forces().atomOffsets()).asLongStream().toArray(),
        arrays.get("atom_offset").toLongs());
    assertArrayEquals(
        MOLECULES.stream().map(Molecule::id).toArray(String[]::new), arrays.get("id").toStrings());
  }

  @Test
  void embedWritesTheEmbeddingsOfTheSdk() throws IOException {
    Path out = folder.resolve("out.npz");
    molspectra("embed", "--model", bundle, "--input", input(), "--output", out).succeeded();
    NpyArray embedding = NpzReader.readAll(out).get("embedding");
    assertArrayEquals(new long[] {50, CHANNELS}, embedding.shape());
    assertClose(asked(bundle, model -> model.embed(MOLECULES).values()), embedding.toFloats());

    Path csv = folder.resolve("out.csv");
    molspectra("embed", "--model", bundle, "--input", input(), "--output", csv).succeeded();
    assertEquals(51, Files.readAllLines(csv).size());
    assertTrue(Files.readAllLines(csv).get(0).endsWith("embedding_" + (CHANNELS - 1)));
  }

  @Test
  void denoiseMovesTheAtomsAsTheSdkDoes() throws IOException {
    Path out = folder.resolve("clean.xyz");
    molspectra("denoise", "--model", bundle, "--input", input(), "--output", out).succeeded();
    List<Molecule> direct = asked(bundle, model -> model.denoise(MOLECULES).molecules());
    List<Molecule> written = readAll(out);
    for (int m = 0; m < MOLECULES.size(); m++) {
      assertClose(direct.get(m).positions(), written.get(m).positions());
    }
  }

  @Test
  void coordinatesBeyondAllReasonNeverStopTheOthers() throws IOException {
    Path out = folder.resolve("out.npz");
    Path in = file("far.xyz", "1\na\nO 0 0 0\n2\nfar\nO 1e30 0 0\nO -3e38 1e38 0\n1\nb\nO 0 0 0\n");
    Run run =
        molspectra(
                "predict",
                "--model",
                bundle,
                "--input",
                in,
                "--task",
                "energy",
                "--forces",
                "--output",
                out)
            .succeeded();
    String[] ids = NpzReader.readAll(out).get("id").toStrings();
    assertEquals("a", ids[0], run.err());
    assertEquals("b", ids[ids.length - 1], run.err());
    float[] energies = NpzReader.readAll(out).get("energy").toFloats();
    assertEquals(energies[0], energies[ids.length - 1], Math.abs(energies[0]) * FLOAT32);
  }

  private Path input() throws IOException {
    return file("in.xyz", MOLECULES);
  }

  private static void assertClose(float[] expected, float[] actual) {
    float largest = 0;
    for (float value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    assertArrayEquals(expected, actual, FLOAT32 * largest);
  }
}
