package io.molspectra.trainer.checkpoint;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.trainer.checkpoint.TrainingState.Best;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingStateTest {

  @TempDir Path folder;

  @Test
  void survivesJsonWithOddNumbers() throws IOException {
    TrainingState state =
        TrainingState.of(
            7,
            Long.MIN_VALUE,
            Best.NONE,
            "config",
            "graph",
            Map.of("loss", Double.NaN, "rate", Double.MIN_VALUE),
            Map.of("buffer", List.of(0.1 + 0.2, -0.0, Double.MAX_VALUE)));
    StateFile.write(folder, state);
    assertEquals(state, StateFile.read(folder));
  }

  @Test
  void refusesAnotherConfigurationOrNetwork() {
    TrainingState state = TrainingState.of(7, 1, Best.NONE, "config", "graph", Map.of(), Map.of());
    assertDoesNotThrow(() -> state.requireSameRun("config", "graph"));
    CheckpointException error =
        assertThrows(
            CheckpointException.Mismatched.class, () -> state.requireSameRun("other", "graph"));
    assertTrue(error.getMessage().contains("another configuration"), error::getMessage);
    error =
        assertThrows(
            CheckpointException.Mismatched.class, () -> state.requireSameRun("config", "other"));
    assertTrue(error.getMessage().contains("another network"), error::getMessage);
  }

  @Test
  void refusesOtherFormatVersionsAndDamage() throws IOException {
    Path file = folder.resolve("state.json");
    Files.writeString(file, "{\"format_version\": 99, \"novelty\": 1}");
    CheckpointException error =
        assertThrows(CheckpointException.Mismatched.class, () -> StateFile.read(folder));
    assertTrue(error.getMessage().contains("format version 99"), error::getMessage);
    Files.writeString(file, "{\"format_version\": 1, ");
    assertThrows(CheckpointException.Damaged.class, () -> StateFile.read(folder));
    Files.writeString(file, "{\"format_version\": 1}");
    assertThrows(CheckpointException.Damaged.class, () -> StateFile.read(folder));
  }

  @Test
  void bestIsTheLowestMetricAndNeverNotANumber() {
    Best best = Best.NONE.orBetter(10, 0.5).orBetter(20, 0.6).orBetter(30, Double.NaN);
    assertEquals(new Best(10, 0.5), best);
    assertEquals(new Best(40, 0.4), best.orBetter(40, 0.4));
  }
}
