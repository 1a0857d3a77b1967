package io.molspectra.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.molecule.Molecule;
import io.molspectra.predict.PredictionException.Problem;
import io.molspectra.spectrum.SpectraRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class SpectrumEmbedderTest {

  @TempDir Path temp;
  private Path bundle;
  private MolSpectraModel model;

  /** More rows than a batch holds, with every subset of the kinds. */
  private final List<SpectraRow> rows = ToySpectra.rows(50, 1);

  @BeforeEach
  void load() throws IOException {
    bundle = ToySpectra.bundle(temp);
    model = MolSpectra.load(bundle);
  }

  @AfterEach
  void close() {
    model.close();
  }

  @Test
  void embeddingsComeInTheOrderOfTheRowsWhateverKindsTheyHave() {
    SpectrumEmbedder embedder = model.spectra();
    assertEquals(ToySpectra.KINDS, embedder.kinds());
    Embeddings embeddings = embedder.embed(rows);
    assertEquals(50, embeddings.count());
    assertEquals(3, embeddings.width());
    for (int m = 0; m < 50; m++) {
      assertArrayEquals(ToySpectra.embedding(rows.get(m)), embeddings.of(m), "row " + m);
    }
  }

  @Test
  void anyBatchSizeGivesTheSameRows() throws IOException {
    float[] expected = model.spectra().embed(rows).values();
    for (int size : List.of(1, 7, 1000)) {
      Options options = Options.defaults().withBatch(size, 4096);
      try (MolSpectraModel other = MolSpectra.load(bundle, options)) {
        assertArrayEquals(expected, other.spectra().embed(rows).values());
      }
    }
  }

  @Test
  void noRowsGiveNoEmbeddingsOfTheSameWidth() {
    Embeddings none = model.spectra().embed(List.of());
    assertEquals(0, none.count());
    assertEquals(3, none.width());
  }

  @Test
  void kindsTheModelDoesNotTakeAreIgnored() {
    SpectraRow known = ToySpectra.row("a", Map.of("uv", new float[] {1, 2, 3, 4}));
    SpectraRow more =
        ToySpectra.row("a", Map.of("h_nmr", new float[9], "uv", new float[] {1, 2, 3, 4}));
    assertArrayEquals(
        model.spectra().embed(List.of(known)).values(),
        model.spectra().embed(List.of(more)).values());
  }

  @Test
  void aRowWithNoneOfTheKindsIsRefused() {
    SpectraRow nmr = ToySpectra.row("a", Map.of("h_nmr", new float[9]));
    PredictionException e =
        assertProblem(Problem.NO_SPECTRUM, () -> model.spectra().embed(List.of(nmr)));
    assertEquals(
        "molecule a: has spectra of the kinds [h_nmr], the model takes [uv, ir]", e.getMessage());
    assertProblem(
        Problem.NO_SPECTRUM, () -> model.spectra().attention(ToySpectra.row("b", Map.of())));
  }

  @Test
  void intensitiesOnAnotherGridAreRefused() {
    SpectraRow longer = ToySpectra.row("a", Map.of("ir", new float[7]));
    PredictionException e =
        assertProblem(Problem.WRONG_GRID, () -> model.spectra().embed(List.of(longer)));
    assertTrue(e.getMessage().contains("7 points, the model wants 500.0..550.0 cm-1, 6 points"));
  }

  @Test
  void intensitiesThatAreNoNumbersAreRefusedAtTheirPoint() {
    SpectraRow row =
        ToySpectra.row("a", Map.of("ir", new float[] {0, 0, Float.POSITIVE_INFINITY, 0, 0, 0}));
    PredictionException e =
        assertProblem(Problem.NON_FINITE_INTENSITY, () -> model.spectra().embed(List.of(row)));
    assertEquals("molecule a: spectrum ir is Infinity at 520.0 cm-1", e.getMessage());
    assertEquals(e.problem(), model.spectra().check(row).orElseThrow().problem());
    assertEquals(Optional.empty(), model.spectra().check(rows.get(0)));
  }

  @Test
  void aGraphThatDeclaresFewerInputsIsFedThoseItDeclares() throws IOException {
    Path bare = ToySpectra.bundle(temp, "specformer-bare.onnx", false, List.of());
    try (MolSpectraModel other = MolSpectra.load(bare)) {
      Embeddings embeddings = other.spectra().embed(rows);
      for (int m = 0; m < rows.size(); m++) {
        assertArrayEquals(ToySpectra.embedding(rows.get(m)), embeddings.of(m));
      }
    }
  }

  @Test
  void aGraphWithoutTheOutputIsNamed() throws IOException {
    Path renamed = ToySpectra.bundle(temp, "specformer-renamed.onnx", false, List.of());
    try (MolSpectraModel other = MolSpectra.load(renamed)) {
      PredictionException e = assertProblem(Problem.BAD_GRAPH, () -> other.spectra().embed(rows));
      assertTrue(e.getMessage().contains("specformer.onnx should have outputs [embedding]"));
    }
  }

  @Test
  void manyThreadsGetTheAnswersOneThreadGets() throws Exception {
    List<Callable<Embeddings>> calls = new ArrayList<>();
    List<List<SpectraRow>> jobs = new ArrayList<>();
    // Loaded here: the threads race for the first use of the graph, too.
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try (MolSpectraModel shared = MolSpectra.load(bundle, Options.defaults().withThreads(1))) {
      SpectrumEmbedder embedder = shared.spectra();
      for (int job = 0; job < 128; job++) {
        List<SpectraRow> asked = ToySpectra.rows(1 + job % 40, job);
        jobs.add(asked);
        calls.add(() -> embedder.embed(asked));
      }
      List<Future<Embeddings>> answers = pool.invokeAll(calls);
      for (int job = 0; job < answers.size(); job++) {
        for (int m = 0; m < jobs.get(job).size(); m++) {
          assertArrayEquals(
              ToySpectra.embedding(jobs.get(job).get(m)), answers.get(job).get().of(m));
        }
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void attentionHasOneSquareAHeadAndLayerAndNamesItsTokens() {
    SpectraRow both = rows.get(2);
    Attention attention = model.spectra().attention(both);
    assertEquals(2, attention.layers());
    assertEquals(2, attention.heads());
    assertEquals(4, attention.tokens());
    assertEquals(
        List.of(ToySpectra.UV, ToySpectra.UV, ToySpectra.IR, ToySpectra.IR), attention.kinds());
    assertArrayEquals(new float[] {1.5f, 3.5f, 520, 550}, attention.positions());
    assertEquals(2 * 4 * 4, attention.weights().get(1).length);
    for (int from = 0; from < 4; from++) {
      for (int to = 0; to < 4; to++) {
        assertEquals(0.25f, attention.weight(0, 0, from, to));
        assertEquals(to < 2 ? 0.5f : 0, attention.weight(0, 1, from, to));
        assertEquals(to < 2 ? 0.25f : 0, attention.weight(1, 1, from, to));
      }
    }
  }

  @Test
  void nothingAttendsToAKindThatIsAbsent() {
    Attention attention = model.spectra().attention(rows.get(1));
    for (int from = 0; from < 4; from++) {
      assertEquals(0, attention.weight(0, 0, from, 1));
      assertEquals(0.5f, attention.weight(0, 0, from, 2));
    }
  }

  @Test
  void aBundleWithoutTheGraphOfAttentionSaysSo() throws IOException {
    Path without = ToySpectra.bundle(temp, "specformer.onnx", false, List.of());
    try (MolSpectraModel other = MolSpectra.load(without)) {
      assertEquals(false, other.spectra().hasAttention());
      assertProblem(Problem.NO_ATTENTION, () -> other.spectra().attention(rows.get(0)));
    }
  }

  @Test
  void aBundleOfSpectraAloneAnswersNothingAboutStructures() {
    Molecule molecule = new Molecule("o", new int[] {8}, new float[3]);
    assertProblem(Problem.UNKNOWN_TASK, () -> model.embed(List.of(molecule)));
    assertProblem(Problem.UNKNOWN_TASK, () -> model.predict("energy", List.of(molecule)));
    PredictionException e =
        assertProblem(
            Problem.WRONG_KIND, () -> model.runTask("spectrum-embedding", List.of(molecule)));
    assertTrue(e.getMessage().contains("takes spectra, not structures"), e.getMessage());
    assertEquals(Problem.WRONG_KIND, model.check(molecule).orElseThrow().problem());
  }

  @Test
  void aBundleOfStructuresAloneAnswersNothingAboutSpectra() throws IOException {
    try (MolSpectraModel structures = MolSpectra.load(ToyModel.bundle(temp))) {
      PredictionException e = assertProblem(Problem.UNKNOWN_TASK, structures::spectra);
      assertTrue(e.getMessage().contains("no task 'spectrum-embedding'"), e.getMessage());
    }
  }

  @Test
  void aClosedModelEmbedsNoSpectra() {
    SpectrumEmbedder embedder = model.spectra();
    model.close();
    assertThrows(IllegalStateException.class, () -> embedder.embed(rows));
  }

  private static PredictionException assertProblem(Problem problem, Executable call) {
    PredictionException e = assertThrows(PredictionException.class, call);
    assertEquals(problem, e.problem(), e.getMessage());
    return e;
  }
}
