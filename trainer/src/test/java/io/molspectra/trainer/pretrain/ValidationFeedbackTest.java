package io.molspectra.trainer.pretrain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import io.molspectra.trainer.config.PretrainConfig;
import io.molspectra.trainer.config.PretrainConfigReader;
import io.molspectra.trainer.data.StructureStore;
import io.molspectra.trainer.report.EventFile;
import io.molspectra.trainer.report.MetricsCsv;
import io.molspectra.trainer.report.MetricsCsv.Series;
import io.molspectra.trainer.report.TrainingProgress;
import io.molspectra.trainer.sample.SampleMolecules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose validations change how they go on: plateaus, early ends. */
class ValidationFeedbackTest {
  private static final int STEPS = 14;
  private static final int NEVER = -1;

  /** Rises and falls: far above what this network can be trained with. */
  private static final String TOO_FAST = "optimiser.lr=0.3";

  private static StructureStore store;

  @TempDir Path folder;

  @BeforeAll
  static void load() throws IOException {
    store = SampleMolecules.load();
  }

  @Test
  void aPlateauReducesTheRateOfTheStepsThatFollow() throws IOException {
    PretrainConfig config = plateau();
    run("straight", config, 0, NEVER);
    Series rates = MetricsCsv.read(folder("straight").metrics(), "learning_rate");
    Series losses = MetricsCsv.read(folder("straight").metrics(), "validation_loss");
    // The rule of the schedule, worked out from the losses the run wrote (row 0 is no update's).
    double rate = 0.3;
    double best = Double.POSITIVE_INFINITY;
    int worse = 0;
    for (int step = 1; step <= STEPS; step++) {
      assertEquals(rate, rates.values().get(step - 1), 1e-15, "step " + step);
      double loss = losses.values().get(step);
      worse = loss < best * 0.9999 ? 0 : worse + 1;
      best = worse == 0 ? loss : best;
      if (worse == 2) {
        rate *= 0.5;
        worse = 0;
      }
    }
    assertTrue(rate < 0.3, () -> "no plateau among " + losses.values());
  }

  @Test
  void stoppedAfterAnyStepARunWithPlateausGoesOnAlike() throws IOException {
    PretrainConfig config = plateau();
    run("straight", config, 0, NEVER);
    for (int stop = 1; stop < STEPS; stop++) {
      String name = "stopped-" + stop;
      assertFalse(run(name, config, 0, stop).finished());
      assertTrue(run(name, config, 0, NEVER).finished());
      assertSame("straight", name, STEPS);
    }
  }

  @Test
  void aRunEndsEarlyAndIsFinishedThen() throws IOException {
    PretrainConfig config = config("validate_every=2");
    Pretraining.Summary summary = run("early", config, 2, NEVER);
    assertTrue(summary.finished());
    assertTrue(summary.step() < STEPS, () -> "it went on to step " + summary.step());
    assertEquals(summary.best().step() + 2 * 2, summary.step());
    Path metrics = folder("early").metrics();
    // The last row holds what was learned since the one before, although none was due.
    Series losses = MetricsCsv.read(metrics, "train_loss");
    assertEquals(summary.step(), losses.steps().get(losses.steps().size() - 1));
    String before = Files.readString(metrics);
    Pretraining.Summary again = run("early", config, 2, NEVER);
    assertTrue(again.finished());
    assertEquals(summary.step(), again.step());
    assertEquals(before, Files.readString(metrics));
    try (Stream<Path> files = Files.list(folder("early").tensorBoard())) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void stoppedAfterAnyStepARunEndsAtTheSameOne() throws IOException {
    PretrainConfig config = config("validate_every=2");
    long end = run("straight", config, 2, NEVER).step();
    for (int stop = 1; stop <= end; stop++) {
      String name = "stopped-" + stop;
      // Stopped right after the last step, its validation is still to come.
      assertFalse(run(name, config, 2, stop).finished());
      Pretraining.Summary summary = run(name, config, 2, NEVER);
      assertTrue(summary.finished());
      assertEquals(end, summary.step());
      assertSame("straight", name, end);
    }
  }

  @Test
  void withoutHeldOutMoleculesNoRunEndsEarly() throws IOException {
    assertEquals(STEPS, run("blind", config("data.validation_count=0"), 1, NEVER).step());
  }

  @Test
  void eventFilesTellWhatTheMetricsFileTells() throws IOException {
    PretrainConfig config = config("validate_every=2", "checkpoint_every=3");
    for (int stop : new int[] {4, 5, NEVER}) {
      run("events", config, 0, stop);
    }
    RunFolder run = folder("events");
    SortedMap<Long, Map<String, Float>> shown = EventFile.shown(run.tensorBoard());
    Set<Long> steps = new LinkedHashSet<>();
    for (String column : List.of("train_loss", "validation_loss", "learning_rate")) {
      Series series = MetricsCsv.read(run.metrics(), column);
      assertFalse(series.steps().isEmpty());
      for (int i = 0; i < series.steps().size(); i++) {
        long step = series.steps().get(i).longValue();
        steps.add(step);
        assertEquals(series.values().get(i).floatValue(), shown.get(step).get(column), column);
      }
    }
    assertEquals(steps, shown.keySet());
    run.clear();
    assertFalse(Files.exists(run.tensorBoard()));
  }

  @Test
  void aScheduleOfTheStepAloneAddsNothingToACheckpoint() throws IOException {
    run("cosine", config("schedule.kind=cosine"), 0, NEVER);
    String state = Files.readString(last("cosine", STEPS).resolve("state.json"));
    assertTrue(state.contains("\"log_window\""), state);
    assertFalse(state.contains("\"schedule\""), state);
  }

  private static PretrainConfig plateau() {
    return config(
        "schedule.kind=plateau", "schedule.factor=0.5", "schedule.patience=1", "log_every=1");
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
                "data.eval_batch_size=4",
                "data.validation_count=4",
                "schedule.kind=constant",
                "schedule.warmup_steps=0",
                "schedule.max_steps=" + STEPS,
                "validate_every=1",
                "checkpoint_every=100",
                "log_every=4",
                TOO_FAST));
    settings.addAll(List.of(more));
    return PretrainConfigReader.read("small", Optional.empty(), settings);
  }

  private RunFolder folder(String name) {
    return new RunFolder(folder.resolve(name));
  }

  /** Starts or resumes a run, which is stopped after a step. */
  private Pretraining.Summary run(String name, PretrainConfig config, int patience, int stop)
      throws IOException {
    var data = new DenoisingData(store, config);
    try (Pretraining run =
        new Pretraining(
            config, patience, folder(name), () -> new DenoisingTask(config, data, Device.cpu()))) {
      run.resume(message -> assertEquals("", message));
      return run.run(new StopAt(stop, run));
    }
  }

  /** The newest revision of a checkpoint: one stopped before its validation is written again. */
  private Path last(String name, long step) throws IOException {
    Path checkpoints = folder(name).path().resolve("checkpoints");
    try (Stream<Path> files = Files.list(checkpoints)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("step-%09d.".formatted(step)))
          .max(Comparator.naturalOrder())
          .orElseThrow();
    }
  }

  private void assertSame(String expected, String actual, long end) throws IOException {
    assertEquals(withoutSpeed(expected), withoutSpeed(actual), actual);
    for (String file : List.of("parameters.safetensors", "moments.safetensors")) {
      assertArrayEquals(
          Files.readAllBytes(last(expected, end).resolve(file)),
          Files.readAllBytes(last(actual, end).resolve(file)),
          actual);
    }
  }

  private List<String> withoutSpeed(String name) throws IOException {
    return Files.readAllLines(folder(name).metrics()).stream()
        .map(row -> row.substring(0, row.lastIndexOf(',')))
        .toList();
  }

  /** Shows nothing, and stops a run after a step. */
  private record StopAt(int last, Pretraining run) implements TrainingProgress {
    @Override
    public void step(long step, int molecules, double loss) {
      if (step == last) {
        run.stop();
      }
    }

    @Override
    public void message(String line) {}

    @Override
    public void close() {}
  }
}
