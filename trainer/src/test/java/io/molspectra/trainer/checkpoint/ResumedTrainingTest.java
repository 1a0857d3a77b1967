package io.molspectra.trainer.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import io.molspectra.trainer.checkpoint.TrainingState.Best;
import io.molspectra.trainer.report.MetricsCsv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All stateful parts of a run together, with a toy network: a run may stop at any step. */
class ResumedTrainingTest {

  private static final int STEPS = 60;

  @TempDir Path folder;

  @Test
  void interruptedRunEndsWithTheSameBytesAsAnUninterruptedOne() throws IOException {
    Path straight = folder.resolve("straight");
    assertEquals(0, runUntil(straight, STEPS, STEPS));
    Path broken = folder.resolve("broken");
    // Checkpoints every 7 steps: each stop loses the steps since the last one.
    assertEquals(0, runUntil(broken, 24, 7));
    assertEquals(21, runUntil(broken, 41, 7));
    assertEquals(35, runUntil(broken, STEPS, 5));
    try (NDManager manager = NDManager.newBaseManager()) {
      Checkpoint expected = new CheckpointStore(straight).loadLast(manager, m -> {});
      Checkpoint actual = new CheckpointStore(broken).loadLast(manager, m -> {});
      assertEquals(STEPS, actual.state().step());
      assertEquals(expected.state().buffers(), actual.state().buffers());
      assertEquals(expected.groups().keySet(), actual.groups().keySet());
      expected
          .groups()
          .forEach(
              (group, tensors) ->
                  tensors.forEach(
                      (name, tensor) ->
                          assertArrayEquals(
                              tensor.toByteArray(),
                              actual.group(group).get(name).toByteArray(),
                              group + "/" + name)));
    }
    assertEquals(
        Files.readString(straight.resolve("metrics.csv")),
        Files.readString(broken.resolve("metrics.csv")));
  }

  @Test
  void toyNetworkDoesLearn() throws IOException {
    runUntil(folder, STEPS, STEPS);
    List<Double> losses = MetricsCsv.read(folder.resolve("metrics.csv"), "loss").values();
    assertEquals(STEPS, losses.size());
    double early = losses.subList(0, 10).stream().mapToDouble(x -> x).average().orElseThrow();
    double late = losses.subList(50, 60).stream().mapToDouble(x -> x).average().orElseThrow();
    assertTrue(late < 0.8 * early, "loss went from %s to %s".formatted(early, late));
  }

  /** Trains until a step as a process of its own would; returns the step it started from. */
  private static long runUntil(Path run, long end, int checkpointEvery) throws IOException {
    Files.createDirectories(run);
    CheckpointStore store = new CheckpointStore(run);
    try (NDManager manager = NDManager.newBaseManager();
        ToyTraining training = new ToyTraining(manager)) {
      long first = 0;
      if (!store.isEmpty()) {
        Checkpoint checkpoint = store.loadLast(manager, message -> {});
        training.restore(checkpoint);
        first = checkpoint.state().step();
      }
      try (MetricsCsv metrics =
          MetricsCsv.open(run.resolve("metrics.csv"), List.of("loss"), first)) {
        for (long step = first; step < end; step++) {
          metrics.append(step + 1, Map.of("loss", training.step(step)));
          if ((step + 1) % checkpointEvery == 0 || step + 1 == STEPS) {
            store.save(training.checkpoint(step + 1, Best.NONE));
          }
        }
      }
      return first;
    }
  }
}
