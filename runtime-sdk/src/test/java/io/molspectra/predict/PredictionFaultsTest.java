package io.molspectra.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.bundle.Preprocessor;
import io.molspectra.molecule.Molecule;
import io.molspectra.predict.PredictionException.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class PredictionFaultsTest {

  private static final List<Molecule> HYDROGEN = List.of(atom(1));

  @TempDir Path temp;
  private Path bundle;
  private MolSpectraModel model;

  @BeforeEach
  void load() throws IOException {
    bundle = ToyModel.bundle(temp);
    model = MolSpectra.load(bundle);
  }

  @AfterEach
  void close() {
    model.close();
  }

  @Test
  void anUnknownTaskIsAnsweredWithTheKnownOnes() {
    PredictionException e =
        assertProblem(Problem.UNKNOWN_TASK, () -> model.predict("enery", HYDROGEN));
    assertTrue(e.getMessage().contains("[energy, noise, embedding"), e.getMessage());
  }

  @Test
  void aTaskOfAnotherKindIsRefused() {
    assertProblem(Problem.WRONG_KIND, () -> model.predict("noise", HYDROGEN));
    assertProblem(Problem.WRONG_KIND, () -> model.predictVectors("energy", HYDROGEN));
  }

  @Test
  void forcesOfATaskWithoutForcesAreRefused() {
    assertProblem(Problem.NO_FORCES, () -> model.predictWithForces("double", HYDROGEN));
    assertProblem(Problem.NO_FORCES, () -> model.runTaskWithForces("noise", HYDROGEN));
  }

  @Test
  void anElementBeyondTheTableIsAlwaysRefused() throws IOException {
    for (int element : List.of(0, -1, 100)) {
      PredictionException e =
          assertProblem(
              Problem.UNSUPPORTED_ELEMENT, () -> model.predict("energy", List.of(atom(element))));
      assertTrue(e.getMessage().startsWith("molecule atom " + element + ", atom 1:"));
    }
    Options options = Options.defaults().withUnseenElements(true);
    try (MolSpectraModel lenient = MolSpectra.load(bundle, options)) {
      assertProblem(
          Problem.UNSUPPORTED_ELEMENT, () -> lenient.predict("energy", List.of(atom(100))));
    }
  }

  @Test
  void anElementUnseenInTrainingIsRefusedUnlessAllowed() throws IOException {
    List<Molecule> fluorine = List.of(atom(9));
    PredictionException e =
        assertProblem(Problem.UNSEEN_ELEMENT, () -> model.predict("energy", fluorine));
    assertTrue(e.getMessage().contains("{1, 6, 7, 8}"), e.getMessage());
    assertTrue(e.getMessage().contains("(Options.withUnseenElements)"), e.getMessage());
    Options options = Options.defaults().withUnseenElements(true);
    try (MolSpectraModel lenient = MolSpectra.load(bundle, options)) {
      assertEquals(9f, lenient.predict("energy", fluorine)[0]);
    }
  }

  @Test
  void aBundleWithoutElementListAllowsAllItHasEmbeddingsFor() throws IOException {
    Path open = ToyModel.bundle(temp, new Preprocessor(ToyModel.CUTOFF, 99), List.of());
    try (MolSpectraModel other = MolSpectra.load(open)) {
      assertEquals(92f, other.predict("energy", List.of(atom(92)))[0]);
      assertProblem(Problem.NO_NOISE_NORMALIZER, () -> other.denoise(HYDROGEN));
    }
  }

  @Test
  void checkTellsBeforehandWhatPredictWouldThrow() {
    assertEquals(Optional.empty(), model.check(atom(1)));
    assertEquals(Problem.UNSEEN_ELEMENT, model.check(atom(9)).orElseThrow().problem());
    Molecule infinite = new Molecule("far", new int[] {1}, new float[] {0, 1 / 0f, 0});
    assertEquals(Problem.NON_FINITE_COORDINATE, model.check(infinite).orElseThrow().problem());
    assertProblem(Problem.NON_FINITE_COORDINATE, () -> model.embed(List.of(infinite)));
  }

  @Test
  void aGraphThatWantsAnUnknownInputIsNamed() {
    PredictionException e =
        assertProblem(Problem.BAD_GRAPH, () -> model.predict("charged", HYDROGEN));
    assertTrue(e.getMessage().contains("wants an input 'charges'"), e.getMessage());
    assertTrue(e.getMessage().contains("task-charged.onnx"), e.getMessage());
  }

  @Test
  void aGraphWithoutTheTasksOutputIsNamed() {
    PredictionException e =
        assertProblem(Problem.BAD_GRAPH, () -> model.predictVectors("renamed", HYDROGEN));
    assertTrue(e.getMessage().contains("but has [other]"), e.getMessage());
  }

  @Test
  void anAnswerOfTheWrongSizeIsNeverReturned() {
    PredictionException e =
        assertProblem(Problem.BAD_GRAPH, () -> model.predict("missized", HYDROGEN));
    assertEquals("task missized answered 3 values where 1 were expected", e.getMessage());
  }

  @Test
  void aFileThatIsNoGraphIsNamed() throws IOException {
    Files.writeString(bundle.resolve("task-noise.onnx"), "not a graph");
    // The hash was checked when the bundle was opened; the graph is read on first use.
    PredictionException e = assertProblem(Problem.BAD_GRAPH, () -> model.noise(HYDROGEN));
    assertTrue(e.getMessage().contains("task-noise.onnx cannot be loaded"), e.getMessage());
  }

  private static PredictionException assertProblem(Problem problem, Executable call) {
    PredictionException e = assertThrows(PredictionException.class, call);
    assertEquals(problem, e.problem(), e.getMessage());
    return e;
  }

  private static Molecule atom(int element) {
    return new Molecule("atom " + element, new int[] {element}, new float[3]);
  }
}
