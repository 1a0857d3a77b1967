package io.molspectra.trainer.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.trainer.data.SeededRandom.Purpose;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeededRandomTest {

  @Test
  void sequenceIsTheSameOnEveryMachine() {
    // Fixed for good: changing them would break the resuming of existing runs.
    SeededRandom random = SeededRandom.of(1, Purpose.NOISE, 0);
    assertArrayEquals(
        new long[] {4934344791151340749L, 6429202129388932281L},
        new long[] {random.nextLong(), random.nextLong()});
    assertEquals(-0.9048144753656905, random.nextGaussian());
  }

  @Test
  void seedsPurposesAndIndicesGiveDifferentSequences() {
    Set<Long> firsts = new HashSet<>();
    for (long seed = 0; seed < 10; seed++) {
      for (Purpose purpose : Purpose.values()) {
        for (long index = 0; index < 100; index++) {
          firsts.add(SeededRandom.of(seed, purpose, index).nextLong());
        }
      }
    }
    assertEquals(10 * Purpose.values().length * 100, firsts.size());
  }

  @Test
  void normalNumbersHaveTheMomentsOfTheNormalDistribution() {
    // One number from each of many sequences: neighbouring indices must be independent too.
    int count = 200_000;
    double sum = 0;
    double squares = 0;
    double fourth = 0;
    double product = 0;
    double previous = 0;
    for (int i = 0; i < count; i++) {
      double x = SeededRandom.of(3, Purpose.NOISE, i).nextGaussian();
      sum += x;
      squares += x * x;
      fourth += x * x * x * x;
      product += x * previous;
      previous = x;
    }
    // Five standard errors: 1/sqrt(n), sqrt(2/n), sqrt(96/n), 1/sqrt(n).
    assertEquals(0, sum / count, 5 / Math.sqrt(count));
    assertEquals(1, squares / count, 5 * Math.sqrt(2.0 / count));
    assertEquals(3, fourth / count, 5 * Math.sqrt(96.0 / count));
    assertEquals(0, product / count, 5 / Math.sqrt(count));
  }

  @Test
  void everyPermutationIsEquallyLikely() {
    int[] counts = new int[6];
    for (int i = 0; i < 60_000; i++) {
      int[] values = {0, 1, 2};
      SeededRandom.of(5, Purpose.SHUFFLE, i).shuffle(values);
      counts[2 * values[0] + (values[1] > values[2] ? 1 : 0)]++;
    }
    // 10,000 each with a standard deviation of 91.
    assertTrue(Arrays.stream(counts).allMatch(n -> Math.abs(n - 10_000) < 460), counts[0] + "...");
  }

  @Test
  void boundedNumbersStayInBounds() {
    SeededRandom random = SeededRandom.of(1, Purpose.SPLIT, 0);
    int[] seen = new int[7];
    for (int i = 0; i < 7_000; i++) {
      seen[random.nextInt(7)]++;
    }
    assertTrue(Arrays.stream(seen).allMatch(n -> n > 850 && n < 1_150));
    assertEquals(0, random.nextInt(1));
    assertThrows(IllegalArgumentException.class, () -> random.nextInt(0));
    assertNotEquals(random.nextDouble(), random.nextDouble());
  }
}
