package io.molspectra.trainer.pretrain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import io.molspectra.trainer.config.PretrainConfig;
import io.molspectra.trainer.config.PretrainConfigReader;
import io.molspectra.trainer.data.StructureStore;
import io.molspectra.trainer.report.TrainingProgress;
import io.molspectra.trainer.sample.SampleMolecules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PretrainingTest {
  private static final int STEPS = 9;
  private static StructureStore store;

  @TempDir Path folder;

  @BeforeAll
  static void load() throws IOException {
    store = SampleMolecules.load();
  }

  private static PretrainConfig config(String... more) {
    var settings =
        new ArrayList<>(
            List.of(
                "model.embedding_dimension=8",
                "model.num_layers=1",
                "model.num_heads=2",
                "model.num_rbf=4",
                "data.batch_size=4",
                "data.eval_batch_size=2",
                "data.validation_count=8",
                "schedule.warmup_steps=0",
                "schedule.max_steps=" + STEPS,
                "validate_every=4",
                "checkpoint_every=100",
                "log_every=4"));
    settings.addAll(List.of(more));
    return PretrainConfigReader.read("small", Optional.empty(), settings);
  }

  private Pretraining open(String name, PretrainConfig config) throws IOException {
    return new Pretraining(
        config,
        new RunFolder(folder.resolve(name)),
        new DenoisingData(store, config),
        Device.cpu());
  }

  @Test
  void stoppedAfterAnyStepItWritesTheSameMetricsAndParameters() throws IOException {
    trainInOneGo();
    for (int stop = 1; stop < STEPS; stop++) {
      String name = "stopped-" + stop;
      int last = stop;
      Pretraining.Summary summary = stopWhen(name, step -> step == last);
      assertEquals(stop, summary.step());
      assertFalse(summary.finished());
      resume(name);
      assertSameAsInOneGo(name);
    }
  }

  @Test
  void stoppedDuringAValidationItValidatesWhenResumed() throws IOException {
    trainInOneGo();
    // Step 4 is validated: a run that is stopped there must not wait for the validation.
    assertEquals(4, stopWhen("validating", step -> step == 4).step());
    List<String> rows = Files.readAllLines(new RunFolder(folder.resolve("validating")).metrics());
    assertTrue(rows.get(rows.size() - 1).startsWith("0,"), rows::toString);
    resume("validating");
    assertSameAsInOneGo("validating");
  }

  @Test
  void stoppedBeforeTheFirstStepItStartsAfresh() throws IOException {
    trainInOneGo();
    try (Pretraining run = open("early", config())) {
      run.stop();
      assertEquals(0, run.run(new Progress()).step());
    }
    resume("early");
    assertSameAsInOneGo("early");
  }

  @Test
  void theLossBeforeTrainingIsThatOfPredictingNextToNothing() throws IOException {
    try (Pretraining run = open("first", config())) {
      assertEquals(1, run.run(new Progress()).firstValidation(), 0.5);
    }
  }

  @Test
  void aRunWithoutValidationHasNoBestCheckpoint() throws IOException {
    try (Pretraining run = open("blind", config("data.validation_count=0"))) {
      Pretraining.Summary summary = run.run(new Progress());
      assertTrue(summary.finished());
      assertEquals(-1, summary.best().step());
    }
    assertEquals(
        List.of("4", "8", "9"),
        Files.readAllLines(new RunFolder(folder.resolve("blind")).metrics()).stream()
            .skip(1)
            .map(row -> row.substring(0, row.indexOf(',')))
            .toList());
  }

  @Test
  void aFinishedRunHasNothingToDoAndWritesNothing() throws IOException {
    trainInOneGo();
    List<Path> before = files("one-go");
    try (Pretraining run = open("one-go", config())) {
      run.resume(message -> {});
      assertTrue(run.isFinished());
      assertTrue(run.run(new Progress()).finished());
    }
    assertEquals(before, files("one-go"));
  }

  @Test
  void aCheckpointIsNotResumedWithOtherSettings() throws IOException {
    trainInOneGo();
    try (Pretraining run = open("one-go", config("optimiser.lr=1e-4"))) {
      RuntimeException refusal =
          assertThrows(RuntimeException.class, () -> run.resume(message -> {}));
      assertTrue(refusal.getMessage().contains("another configuration"), refusal.getMessage());
    }
  }

  @Test
  void twoTrainingsDoNotShareAFolder() throws IOException {
    try (Pretraining first = open("shared", config())) {
      IOException refusal = assertThrows(IOException.class, () -> open("shared", config()).close());
      assertTrue(refusal.getMessage().contains("in use by another"), refusal.getMessage());
      first.run(new Progress());
    }
    open("shared", config()).close();
  }

  private void trainInOneGo() throws IOException {
    try (Pretraining run = open("one-go", config())) {
      assertTrue(run.run(new Progress()).finished());
    }
  }

  private Pretraining.Summary stopWhen(String name, LongPredicate when) throws IOException {
    try (Pretraining run = open(name, config())) {
      return run.run(
          new Progress() {
            @Override
            public void step(long step, int molecules, double loss) {
              if (when.test(step)) {
                run.stop();
              }
            }
          });
    }
  }

  private void resume(String name) throws IOException {
    try (Pretraining run = open(name, config())) {
      run.resume(message -> assertEquals("", message));
      assertTrue(run.run(new Progress()).finished());
    }
  }

  private void assertSameAsInOneGo(String name) throws IOException {
    assertEquals(losses("one-go"), losses(name));
    for (String file : List.of("parameters.safetensors", "moments.safetensors")) {
      Path last = Path.of("checkpoints", "step-%09d.r0".formatted(STEPS), file);
      assertArrayEquals(
          Files.readAllBytes(folder.resolve("one-go").resolve(last)),
          Files.readAllBytes(folder.resolve(name).resolve(last)),
          name);
    }
  }

  /** The rows of metrics.csv without the last column, the speed. */
  private List<String> losses(String name) throws IOException {
    return Files.readAllLines(new RunFolder(folder.resolve(name)).metrics()).stream()
        .map(row -> row.substring(0, row.lastIndexOf(',')))
        .toList();
  }

  private List<Path> files(String name) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve(name))) {
      return files.sorted().toList();
    }
  }

  /** Shows nothing. */
  private static class Progress implements TrainingProgress {
    @Override
    public void step(long step, int molecules, double loss) {}

    @Override
    public void message(String line) {}

    @Override
    public void close() {}
  }
}
