package io.molspectra.trainer.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.trainer.data.SeededRandom;
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
   * Fifty runs of eight equal values hold hardly more than fifty independent ones, which would make
   * the interval sqrt(8) = 2.8 times as wide as that of 400; blocks of 40 see most of that.
   */
  @Test
  void blocksSeeThatNeighbouringFramesAreAlike() {
    var random = SeededRandom.of(2, SeededRandom.Purpose.NOISE, 0);
    double[] frames = new double[400];
    for (int run = 0; run < 50; run++) {
      Arrays.fill(frames, 8 * run, 8 * run + 8, random.nextInt(2));
    }
    double single = width(Bootstrap.ofMolecules(1).ofMean(frames));
    double blocks = width(Bootstrap.ofFrames(1, 40).ofMean(frames));
    assertEquals(2.4, blocks / single, 0.7);
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
