package io.molspectra.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.molecule.Molecule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MolSpectraModelTest {

  /** Energies reach a few hundred; float32 sums of so few terms keep six digits. */
  private static final float TOLERANCE = 1e-3f;

  @TempDir static Path temp;
  private static Path bundle;
  private static MolSpectraModel model;

  private final List<Molecule> molecules = ToyModel.molecules(50, 1);

  @BeforeAll
  static void load() throws IOException {
    bundle = ToyModel.bundle(temp);
    model = MolSpectra.load(bundle);
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @Test
  void scalarsComeInTheOrderOfTheMolecules() {
    double[] energies = model.predict("energy", molecules);
    assertEquals(50, energies.length);
    for (int m = 0; m < 50; m++) {
      assertEquals(ToyModel.energy(molecules.get(m)), energies[m], TOLERANCE, "molecule " + m);
    }
  }

  @Test
  void metricsAreToldOfEveryBatch() throws IOException {
    List<ModelMetrics.Batch> told = new ArrayList<>();
    Options options = Options.throughput().withMetrics(told::add);
    try (MolSpectraModel measured = MolSpectra.load(bundle, options)) {
      measured.predict("energy", molecules);
    }
    assertEquals(50, told.stream().mapToInt(ModelMetrics.Batch::records).sum());
    for (ModelMetrics.Batch batch : told) {
      assertEquals(model.bundle().manifest().task("energy").orElseThrow().file(), batch.graph());
      assertTrue(batch.records() <= options.maxBatchMolecules());
      assertTrue(batch.inference().toNanos() > 0 && batch.preparation().toNanos() > 0);
    }
  }

  @Test
  void forcesBelongToTheAtomsOfTheirMolecule() {
    ScalarsWithForces answer = model.predictWithForces("energy", molecules);
    assertEquals(50, answer.forces().moleculeCount());
    for (int m = 0; m < 50; m++) {
      assertEquals(ToyModel.energy(molecules.get(m)), answer.values()[m], TOLERANCE);
      assertArrayEquals(ToyModel.forces(molecules.get(m)), answer.forces().of(m), TOLERANCE);
    }
  }

  @Test
  void embeddingsHaveOneRowAMolecule() {
    Embeddings embeddings = model.embed(molecules);
    assertEquals(2, embeddings.width());
    for (int m = 0; m < 50; m++) {
      assertArrayEquals(ToyModel.embedding(molecules.get(m)), embeddings.of(m));
    }
  }

  @Test
  void noiseIsTheRawOutput() {
    AtomVectors noise = model.noise(molecules);
    for (int m = 0; m < 50; m++) {
      float[] positions = molecules.get(m).positions();
      for (int k = 0; k < positions.length; k++) {
        assertEquals(positions[k] / 2, noise.of(m)[k]);
      }
    }
  }

  @Test
  void denoisingTakesStdTimesRawPlusMeanOutOfThePositions() {
    Molecule molecule = new Molecule("water-ish", new int[] {8, 1}, new float[] {1, 2, 3, 0, 1, 2});
    Denoised denoised = model.denoise(List.of(molecule));
    assertArrayEquals(
        new float[] {0.02f, 0.06f, 0.08f, 0, 0.035f, 0.05f}, denoised.noise().values(), 1e-7f);
    assertArrayEquals(
        new float[] {0.98f, 1.94f, 2.92f, 0, 0.965f, 1.95f},
        denoised.molecules().get(0).positions(),
        1e-6f);
    assertEquals("water-ish", denoised.molecules().get(0).id());
    assertArrayEquals(new float[] {1, 2, 3, 0, 1, 2}, molecule.positions(), "input untouched");
  }

  @Test
  void aTaskGivesAllItsOutputsByName() {
    Map<String, Output> outputs = model.runTask("embedding", molecules);
    long atoms = molecules.stream().mapToInt(Molecule::atomCount).sum();
    assertEquals(Set.of("atom_scalars", "atom_vectors", "embedding"), outputs.keySet());
    assertArrayEquals(new long[] {atoms, 3, 2}, outputs.get("atom_vectors").shape());
    assertArrayEquals(new long[] {50, 2}, outputs.get("embedding").shape());
    assertEquals(Set.of("energy", "forces"), model.runTaskWithForces("energy", molecules).keySet());
  }

  @Test
  void answersDoNotDependOnHowTheListIsSplit() throws IOException {
    double[] expected = model.predict("energy", molecules);
    float[] forces = model.predictWithForces("energy", molecules).forces().values();
    for (int size : List.of(1, 7, 1000)) {
      Options options = Options.defaults().withBatch(size, 30);
      try (MolSpectraModel other = MolSpectra.load(bundle, options)) {
        assertArrayEquals(expected, other.predict("energy", molecules), TOLERANCE);
        assertArrayEquals(
            forces, other.predictWithForces("energy", molecules).forces().values(), TOLERANCE);
      }
    }
  }

  @Test
  void noMoleculesGiveEmptyAnswers() {
    assertEquals(0, model.predict("energy", List.of()).length);
    assertEquals(0, model.predictWithForces("energy", List.of()).forces().moleculeCount());
    assertEquals(2, model.embed(List.of()).width());
    assertEquals(List.of(), model.denoise(List.of()).molecules());
  }

  @Test
  void aGraphMayAnswerInDoublePrecisionAndWithoutATrailingAxis() {
    assertArrayEquals(
        model.predict("energy", molecules), model.predict("double", molecules), TOLERANCE);
  }

  @Test
  void manyThreadsGetTheAnswersOneThreadGets() throws Exception {
    List<List<Molecule>> jobs = new ArrayList<>();
    List<float[]> expected = new ArrayList<>();
    for (int job = 0; job < 64; job++) {
      jobs.add(ToyModel.molecules(1 + job % 9, 100 + job));
      expected.add(model.predictWithForces("energy", jobs.get(job)).forces().values());
    }
    ExecutorService pool = Executors.newFixedThreadPool(8);
    // Loaded here: the threads race for the first use of the graph, too.
    try (MolSpectraModel shared = MolSpectra.load(bundle, Options.defaults().withThreads(1))) {
      List<Callable<float[]>> calls = new ArrayList<>();
      for (int round = 0; round < 4; round++) {
        for (List<Molecule> job : jobs) {
          calls.add(() -> shared.predictWithForces("energy", job).forces().values());
        }
      }
      List<Future<float[]>> answers = pool.invokeAll(calls);
      for (int call = 0; call < answers.size(); call++) {
        assertArrayEquals(expected.get(call % 64), answers.get(call).get(), TOLERANCE);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void aMoleculeOfTenThousandAtomsIsPredictedAlone() {
    int atoms = 10_000;
    float[] positions = new float[3 * atoms];
    int[] elements = new int[atoms];
    for (int i = 0; i < atoms; i++) {
      elements[i] = 6;
      positions[3 * i] = 2 * i;
    }
    List<Molecule> mixed = new ArrayList<>(molecules);
    mixed.add(25, new Molecule("chain", elements, positions));
    double[] energies = model.predict("energy", mixed);
    // Every atom but the ends has two neighbours at 2 angstrom.
    assertEquals(6f * atoms + 4f * 2 * (atoms - 1), energies[25], 1f);
    assertEquals(ToyModel.energy(molecules.get(25)), energies[26], TOLERANCE);
  }

  @Test
  void aClosedModelSaysSo() throws IOException {
    MolSpectraModel closed = MolSpectra.load(bundle);
    closed.predict("energy", molecules);
    closed.close();
    closed.close();
    Exception e =
        assertThrows(IllegalStateException.class, () -> closed.predict("energy", molecules));
    assertEquals("model toy was closed", e.getMessage());
  }
}
