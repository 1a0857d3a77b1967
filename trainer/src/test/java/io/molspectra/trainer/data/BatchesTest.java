package io.molspectra.trainer.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BatchesTest {

  @Property(tries = 200)
  void everyEpochVisitsEachMoleculeOnceButTheRemainder(
      @ForAll @IntRange(min = 1, max = 60) int count,
      @ForAll @IntRange(min = 1, max = 20) int batchSize,
      @ForAll @IntRange(max = 3) int epoch) {
    int[] indices = IntStream.range(100, 100 + count).toArray();
    ShuffledBatches batches = new ShuffledBatches(indices, batchSize, 7);
    long perEpoch = batches.batchesPerEpoch();
    int size = Math.min(batchSize, count);
    int[] visited = new int[0];
    for (long step = epoch * perEpoch; step < (epoch + 1) * perEpoch; step++) {
      assertEquals(epoch, batches.epoch(step));
      assertEquals(size, batches.batch(step).length);
      visited =
          IntStream.concat(Arrays.stream(visited), Arrays.stream(batches.batch(step))).toArray();
    }
    assertEquals(visited.length, Arrays.stream(visited).distinct().count());
    assertTrue(Arrays.stream(visited).allMatch(i -> i >= 100 && i < 100 + count));
    assertTrue(count - visited.length < size);
  }

  @Test
  void batchDependsOnTheStepAloneNotOnWhatWasAskedBefore() {
    int[] indices = IntStream.range(0, 1_000).toArray();
    ShuffledBatches straight = new ShuffledBatches(indices, 32, 7);
    for (long step = 0; step < 100; step++) {
      int[] resumed = new ShuffledBatches(indices, 32, 7).batch(step);
      assertArrayEquals(straight.batch(step), resumed);
    }
    assertArrayEquals(new ShuffledBatches(indices, 32, 7).batch(3), straight.batch(3));
  }

  @Test
  void epochsAndSeedsDifferInOrder() {
    int[] indices = IntStream.range(0, 1_000).toArray();
    ShuffledBatches batches = new ShuffledBatches(indices, 100, 7);
    assertFalse(Arrays.equals(batches.batch(0), batches.batch(10)));
    assertFalse(Arrays.equals(batches.batch(0), new ShuffledBatches(indices, 100, 8).batch(0)));
  }

  @Test
  void splitIsDisjointCompleteAndRepeatable() {
    StructureStore store = Structures.store(500);
    DataSplit split = DataSplit.of(store, 50, 1);
    assertEquals(50, split.validation().length);
    int[] all =
        IntStream.concat(Arrays.stream(split.training()), Arrays.stream(split.validation()))
            .sorted()
            .toArray();
    assertArrayEquals(IntStream.range(0, 500).toArray(), all);
    assertArrayEquals(split.validation(), DataSplit.of(store, 50, 1).validation());
    assertFalse(Arrays.equals(split.validation(), DataSplit.of(store, 50, 2).validation()));
  }

  @Test
  void moleculePresentTwiceNeverLeaksIntoTraining() {
    StructureStore.Builder twice = new StructureStore.Builder();
    for (int i = 0; i < 200; i++) {
      twice.add(Structures.molecule(i, "mol_" + i % 150), i);
    }
    StructureStore store = twice.build();
    DataSplit split = DataSplit.of(store, 40, 3);
    Set<String> heldOut =
        Arrays.stream(split.validation()).mapToObj(store::id).collect(Collectors.toSet());
    assertTrue(Arrays.stream(split.training()).mapToObj(store::id).noneMatch(heldOut::contains));
    assertTrue(split.training().length < 160, "some twins must have been left out");
  }

  @Test
  void framesOfOneMoleculeCanStillBeSplit() {
    StructureStore.Builder frames = new StructureStore.Builder();
    for (int i = 0; i < 100; i++) {
      frames.add(Structures.molecule(4, "ethanol"), i);
    }
    assertEquals(90, DataSplit.of(frames.build(), 10, 3).training().length);
  }

  @Test
  void impossibleRequestsAreRefused() {
    StructureStore store = Structures.store(10);
    StructureDataException error =
        assertThrows(StructureDataException.class, () -> DataSplit.of(store, 10, 1));
    assertTrue(error.getMessage().contains("data.validation_count"), error::getMessage);
    assertThrows(IllegalArgumentException.class, () -> new ShuffledBatches(new int[0], 4, 1));
    assertThrows(
        IllegalArgumentException.class, () -> new ShuffledBatches(new int[] {1}, 4, 1).batch(-1));
  }
}
