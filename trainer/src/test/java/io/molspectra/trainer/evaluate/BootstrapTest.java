package io.molspectra.trainer.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BootstrapTest {

  /**
   * The mean of n draws from values with standard deviation s is normal with s / sqrt(n): half of
   * 400 values 0, half 1, so s = 0.5 and the interval is 0.5 -+ 1.96 * 0.025. The ends of 2,000
   * samples vary by about 0.0015 themselves, and are multiples of 1/400.
   */
  @Test
  void theIntervalOfAMeanIsThatOfTheNormalDistribution() {
    double[] values = IntStream.range(0, 400).mapToDouble(i -> i % 2).toArray();
    Interval interval = Bootstrap.ofMolecules(3).ofMean(values);
    assertEquals(0.451, interval.low(), 0.006);
    assertEquals(0.549, interval.high(), 0.006);
  }

  /**
   * Fifty runs of eight equal values hold no more than fifty independent ones: s = 0.5 / sqrt(50).
   */
  @Test
  void blocksSeeThatNeighbouringFramesAreAlike() {
    double[] values = IntStream.range(0, 400).mapToDouble(i -> i / 8 % 2 * 1.0).toArray();
    // A fixed irregular order of the runs, else blocks of 8 would always hold as many 0 as 1.
    double[] runs = new double[400];
    int[] order = IntStream.range(0, 50).map(i -> i * i * 7 % 50).toArray();
    for (int i = 0; i < 400; i++) {
      runs[i] = order[i / 8] < 25 ? 0 : 1;
    }
    double mean = Arrays.stream(runs).average().orElseThrow();
    double single = width(Bootstrap.ofMolecules(1).ofMean(runs));
    double blocks = width(Bootstrap.ofFrames(1, 40).ofMean(runs));
    assertEquals(2 * 1.96 * Math.sqrt(mean * (1 - mean) / 400), single, 0.012);
    assertTrue(blocks > 1.5 * single, blocks + " against " + single);
    assertEquals(0.5, Arrays.stream(values).average().orElseThrow());
  }

  /** Denominators of 1 and 3: the ratio of sums is (1 + 0) / (1 + 3), not the mean of ratios. */
  @Test
  void aRatioOfSumsLiesBetweenItsExtremes() {
    Interval interval =
        Bootstrap.ofMolecules(1).ofRatio(new double[] {1, 0}, new double[] {1, 3}, ratio -> ratio);
    // Both twice or one of each: 1, 0.25 or 0, of probability 1/4, 1/2, 1/4.
    assertEquals(new Interval(0, 1), interval);
  }

  @Test
  void theSeedFixesTheInterval() {
    double[] values = IntStream.range(0, 50).mapToDouble(i -> i * i % 17).toArray();
    Interval first = Bootstrap.ofMolecules(5).ofMean(values);
    assertEquals(first, Bootstrap.ofMolecules(5).ofMean(values));
    assertNotEquals(first, Bootstrap.ofMolecules(6).ofMean(values));
  }

  @Test
  void fewerThanTwoBlocksSayNothing() {
    assertTrue(Double.isNaN(Bootstrap.ofFrames(1, 10).ofMean(new double[19]).low()));
    assertEquals(0, Bootstrap.ofFrames(1, 10).ofMean(new double[20]).low());
    assertTrue(Double.isNaN(Bootstrap.ofMolecules(1).ofMean(new double[0]).high()));
  }

  @Test
  void tooFewSamplesForTheTailsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Bootstrap(1, 39, 1));
    assertThrows(IllegalArgumentException.class, () -> new Bootstrap(1, 100, 0));
  }

  private static double width(Interval interval) {
    return interval.high() - interval.low();
  }
}
