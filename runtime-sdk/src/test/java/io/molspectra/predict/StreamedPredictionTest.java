package io.molspectra.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.molecule.Molecule;
import io.molspectra.predict.PredictionException.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamedPredictionTest {

  private static final List<String> ENERGY = List.of("energy");
  private static final Molecule SULPHUR = new Molecule("s", new int[] {16}, new float[3]);

  @TempDir static Path temp;
  private static MolSpectraModel model;

  @BeforeAll
  static void load() throws IOException {
    model = MolSpectra.load(ToyModel.bundle(temp), Options.throughput());
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @Test
  void answersComeInOrderAndFailuresStandInTheirPlaces() {
    List<Molecule> molecules = new ArrayList<>(ToyModel.molecules(100, 3));
    molecules.add(17, SULPHUR);
    molecules.add(SULPHUR);
    List<Prediction> predictions;
    try (Stream<Prediction> stream = model.predictAll(ENERGY, molecules.stream())) {
      predictions = stream.toList();
    }
    assertEquals(molecules, predictions.stream().map(Prediction::molecule).toList());
    for (Prediction prediction : predictions) {
      if (prediction.molecule() == SULPHUR) {
        var failed = assertInstanceOf(Prediction.Failed.class, prediction);
        assertEquals(Problem.UNSEEN_ELEMENT, failed.failure().problem());
      } else {
        var answered = assertInstanceOf(Prediction.Answered.class, prediction);
        Estimate energy = answered.estimates().get("energy");
        assertEquals("eV", energy.unit());
        assertEquals(ToyModel.energy(answered.molecule()), energy.value(), 1e-3);
        assertTrue(energy.spread().isEmpty() && energy.intervals().isEmpty());
      }
    }
  }

  @Test
  void noMoreMoleculesAreTakenThanAFewBatches() {
    Molecule molecule = ToyModel.molecules(1, 1).get(0);
    var taken = new AtomicInteger();
    var closed = new AtomicBoolean();
    Stream<Molecule> endless =
        Stream.generate(() -> molecule)
            .peek(any -> taken.incrementAndGet())
            .onClose(() -> closed.set(true));
    try (Stream<Prediction> stream = model.predictAll(ENERGY, endless)) {
      assertEquals(10, stream.limit(10).toList().size());
    }
    int atOnce = 2 * Runtime.getRuntime().availableProcessors() + 2;
    assertTrue(
        taken.get() <= atOnce * Options.throughput().maxBatchMolecules(), taken + " were taken");
    assertTrue(closed.get());
  }

  /** What the Javadoc says to who has a source that is slow. */
  @Test
  void theFirstAnswerWaitsForTwoBatchesAThread() throws IOException {
    int batches = 2 * Runtime.getRuntime().availableProcessors();
    for (Options options :
        List.of(Options.latency(), Options.throughput(), Options.latency().withBatch(1, 4096))) {
      try (MolSpectraModel other = MolSpectra.load(ToyModel.bundle(temp), options)) {
        var taken = new AtomicInteger();
        try (Stream<Prediction> stream = other.predictAll(ENERGY, counted(taken))) {
          stream.iterator().next();
        }
        assertEquals(batches * options.maxBatchMolecules(), taken.get());
      }
    }
    var taken = new AtomicInteger();
    counted(taken).map(one -> model.predictAll(ENERGY, List.of(one))).iterator().next();
    assertEquals(1, taken.get());
  }

  private static Stream<Molecule> counted(AtomicInteger taken) {
    Molecule molecule = ToyModel.molecules(1, 1).get(0);
    return Stream.generate(() -> molecule).peek(any -> taken.incrementAndGet());
  }

  @Test
  void whatTheSourceThrowsComesAfterTheAnswersBeforeIt() {
    List<Molecule> molecules = ToyModel.molecules(20, 3);
    Stream<Molecule> failing =
        Stream.concat(
            molecules.stream(),
            Stream.generate(
                () -> {
                  throw new IllegalStateException("the source broke");
                }));
    assertAnswersThen(failing, 20, IllegalStateException.class, "the source broke");
    Stream<Molecule> withNull =
        Stream.concat(molecules.stream(), Stream.of((Molecule) null, molecules.get(0)));
    assertAnswersThen(withNull, 20, NullPointerException.class, "molecule 21 is null");
  }

  private static void assertAnswersThen(
      Stream<Molecule> source, int answers, Class<? extends Exception> kind, String message) {
    try (Stream<Prediction> stream = model.predictAll(ENERGY, source)) {
      Iterator<Prediction> predictions = stream.iterator();
      for (int i = 0; i < answers; i++) {
        assertInstanceOf(Prediction.Answered.class, predictions.next());
      }
      assertEquals(message, assertThrows(kind, predictions::hasNext).getMessage());
    }
  }

  @Test
  void aStreamThatWasClosedSaysSo() {
    Molecule molecule = ToyModel.molecules(1, 1).get(0);
    Stream<Prediction> stream = model.predictAll(ENERGY, Stream.generate(() -> molecule));
    Iterator<Prediction> predictions = stream.iterator();
    predictions.next();
    stream.close();
    assertThrows(
        IllegalStateException.class,
        () -> {
          while (true) {
            predictions.next();
          }
        });
  }

  @Test
  void threadsOfAStreamThatNobodyClosesKeepNoProcessAlive() {
    Molecule molecule = ToyModel.molecules(1, 1).get(0);
    Stream<Prediction> forgotten = model.predictAll(ENERGY, Stream.generate(() -> molecule));
    assertTrue(forgotten.findFirst().isPresent());
    List<Thread> threads =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().equals("molspectra-prediction"))
            .toList();
    assertTrue(threads.stream().allMatch(Thread::isDaemon) && !threads.isEmpty());
    forgotten.close();
  }

  @Test
  void anUnknownTaskIsRefusedBeforeAnythingIsTaken() {
    PredictionException failure =
        assertThrows(
            PredictionException.class, () -> model.predictAll(List.of("none"), Stream.of(SULPHUR)));
    assertEquals(Problem.UNKNOWN_TASK, failure.problem());
  }

  @Test
  void oneMoleculeIsAskedForAtOnce() throws IOException {
    assertTrue(model.scalarTasks().contains("energy"));
    assertEquals("eV", model.unit("energy"));
    assertThrows(PredictionException.class, () -> model.predict(SULPHUR));
  }
}
