package io.molspectra.trainer.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.molspectra.trainer.checkpoint.TrainingState.Best;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointStoreTest {

  private final NDManager manager = NDManager.newBaseManager();
  private final List<String> skipped = new ArrayList<>();
  @TempDir Path folder;
  private CheckpointStore store;

  @BeforeEach
  void openStore() {
    store = new CheckpointStore(folder.resolve("checkpoints"));
  }

  @AfterEach
  void closeManager() {
    manager.close();
  }

  @Test
  void givesBackEveryBitOfWhatWasSaved() throws IOException {
    Checkpoint saved = Checkpoints.ofStep(manager, 12, new Best(10, 0.5));
    store.save(saved);
    Checkpoint loaded = store.loadLast(manager, skipped::add);
    assertEquals(saved.state(), loaded.state());
    assertEquals(saved.groups().keySet(), loaded.groups().keySet());
    saved
        .groups()
        .forEach(
            (group, tensors) -> {
              assertEquals(new TreeSet<>(tensors.keySet()), loaded.group(group).keySet());
              tensors.forEach(
                  (name, tensor) -> {
                    NDArray other = loaded.group(group).get(name);
                    assertEquals(tensor.getShape(), other.getShape());
                    assertEquals(tensor.getDataType(), other.getDataType());
                    assertArrayEquals(tensor.toByteArray(), other.toByteArray());
                  });
            });
    assertEquals(List.of(), skipped);
  }

  @Test
  void equalCheckpointsAreEqualFiles() throws IOException {
    Path first = store.save(Checkpoints.ofStep(manager, 5, Best.NONE));
    Path second = store.save(Checkpoints.ofStep(manager, 5, Best.NONE));
    assertFalse(Files.exists(first), "the older revision should be gone");
    CheckpointStore other = new CheckpointStore(folder.resolve("other"));
    Path third = other.save(Checkpoints.ofStep(manager, 5, Best.NONE));
    for (String file : List.of("parameters.safetensors", "optimiser.safetensors", "state.json")) {
      assertEquals(-1, Files.mismatch(second.resolve(file), third.resolve(file)), file);
    }
    assertEquals(-1, Files.mismatch(second.resolve("SHA256SUMS"), third.resolve("SHA256SUMS")));
  }

  @Test
  void keepsTheLastTwoAndTheBest() throws IOException {
    Best best = Best.NONE;
    double[] losses = {9, 3, 5, 4, 6};
    for (int i = 0; i < losses.length; i++) {
      best = best.orBetter(100L * i, losses[i]);
      store.save(Checkpoints.ofStep(manager, 100L * i, best));
    }
    assertEquals(List.of("step-000000100.r0", "step-000000300.r0", "step-000000400.r0"), entries());
    assertEquals(400, store.loadLast(manager, skipped::add).state().step());
    Checkpoint loadedBest = store.loadBest(manager, skipped::add);
    assertEquals(100, loadedBest.state().step());
    assertEquals(100, Checkpoints.stepOfTensors(loadedBest));
  }

  @Test
  void interruptedWriteIsIgnoredAndSweptUpByTheNext() throws IOException {
    store.save(Checkpoints.ofStep(manager, 1, Best.NONE));
    Path torn = folder.resolve("checkpoints/.writing-step-000000002.r0");
    Files.createDirectory(torn);
    Files.write(torn.resolve("parameters.safetensors"), new byte[17]);
    assertEquals(1, store.loadLast(manager, skipped::add).state().step());
    store.save(Checkpoints.ofStep(manager, 2, Best.NONE));
    assertEquals(List.of("step-000000001.r0", "step-000000002.r0"), entries());
  }

  @Test
  void fallsBackToTheLastSoundOneAndSaysSo() throws IOException {
    store.save(Checkpoints.ofStep(manager, 1, Best.NONE));
    Path newest = store.save(Checkpoints.ofStep(manager, 2, Best.NONE));
    Path weights = newest.resolve("parameters.safetensors");
    byte[] bytes = Files.readAllBytes(weights);
    bytes[bytes.length - 1] ^= 1;
    Files.write(weights, bytes);
    assertEquals(1, store.loadLast(manager, skipped::add).state().step());
    assertEquals(List.of(weights + " has changed since it was written"), skipped);
  }

  @Test
  void savingAfterFallingBackReplacesTheDamagedOne() throws IOException {
    store.save(Checkpoints.ofStep(manager, 1, new Best(1, 0.5)));
    Path newest = store.save(Checkpoints.ofStep(manager, 3, new Best(3, 0.4)));
    Files.delete(newest.resolve("state.json"));
    assertEquals(1, store.loadLast(manager, skipped::add).state().step());
    store.save(Checkpoints.ofStep(manager, 2, new Best(1, 0.5)));
    assertEquals(List.of("step-000000001.r0", "step-000000002.r0"), entries());
    store.save(Checkpoints.ofStep(manager, 3, new Best(1, 0.5)));
    skipped.clear();
    assertEquals(3, store.loadLast(manager, skipped::add).state().step());
    assertEquals(List.of(), skipped);
  }

  @Test
  void everyKindOfDamageIsNamed() throws IOException {
    for (String damage : List.of("truncated", "removed", "no checksums", "empty checksums")) {
      CheckpointStore damaged = new CheckpointStore(folder.resolve(damage));
      Path only = damaged.save(Checkpoints.ofStep(manager, 1, Best.NONE));
      Path weights = only.resolve("optimiser.safetensors");
      switch (damage) {
        case "truncated" -> Files.write(weights, new byte[] {1});
        case "removed" -> Files.delete(weights);
        case "no checksums" -> Files.delete(only.resolve("SHA256SUMS"));
        default -> Files.writeString(only.resolve("SHA256SUMS"), "");
      }
      skipped.clear();
      CheckpointException.Damaged error =
          assertThrows(
              CheckpointException.Damaged.class, () -> damaged.loadLast(manager, skipped::add));
      assertTrue(error.getMessage().contains("none of the 1 checkpoints"), error::getMessage);
      assertEquals(1, skipped.size());
    }
  }

  @Test
  void absentCheckpointsAreNamed() throws IOException {
    assertTrue(store.isEmpty());
    assertThrows(CheckpointException.Missing.class, () -> store.loadLast(manager, skipped::add));
    store.save(Checkpoints.ofStep(manager, 1, Best.NONE));
    assertFalse(store.isEmpty());
    CheckpointException.Missing error =
        assertThrows(
            CheckpointException.Missing.class, () -> store.loadBest(manager, skipped::add));
    assertTrue(error.getMessage().contains("no validation took place"), error::getMessage);
  }

  @Test
  void tensorsOfAnotherNetworkAreListed() throws IOException {
    store.save(Checkpoints.ofStep(manager, 1, Best.NONE));
    Checkpoint loaded = store.loadLast(manager, skipped::add);
    Map<String, NDArray> other =
        Map.of(
            "z.weight", manager.zeros(new Shape(2, 3)),
            "new.bias", manager.zeros(new Shape(1), DataType.FLOAT64));
    CheckpointException.Mismatched error =
        assertThrows(
            CheckpointException.Mismatched.class, () -> loaded.copyInto("parameters", other));
    assertTrue(error.getMessage().contains("new.bias is missing"), error::getMessage);
    assertTrue(
        error.getMessage().contains("z.weight is float32 (3, 2), expected float32 (2, 3)"),
        error::getMessage);
    assertTrue(error.getMessage().contains("a.bias is not part of the network"));
    assertEquals(0f, other.get("z.weight").sum().getFloat(), "nothing may be half restored");
    assertThrows(CheckpointException.Mismatched.class, () -> loaded.group("moments"));
  }

  @Test
  void copiesIntoExistingParametersWithoutReplacingThem() throws IOException {
    store.save(Checkpoints.ofStep(manager, 6, Best.NONE));
    NDArray weight = manager.zeros(new Shape(3, 2));
    weight.setRequiresGradient(true);
    NDArray bias = manager.zeros(new Shape(2), DataType.FLOAT64);
    store
        .loadLast(manager, skipped::add)
        .copyInto("parameters", Map.of("z.weight", weight, "a.bias", bias));
    assertArrayEquals(new float[] {6, 6, 6, 6, 6, 6}, weight.toFloatArray());
    assertArrayEquals(new double[] {6, -6 / 7.0}, bias.toDoubleArray());
    assertTrue(weight.hasGradient());
  }

  private List<String> entries() throws IOException {
    try (Stream<Path> entries = Files.list(folder.resolve("checkpoints"))) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }
}
