package io.molspectra.trainer.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MetricsTest {

  private static final double ROUNDING = 1e-15;

  /**
   * Errors 0.5, -1, 0, 2: absolute sum 3.5, squared sum 5.25; the truth 1, 2, 4, 8 has the mean
   * 3.75 and the squared deviations 7.5625, 3.0625, 0.0625, 18.0625, sum 28.75.
   */
  @Test
  void metricsEqualThoseWorkedOutByHand() {
    Metrics metrics = Metrics.of(new double[] {1, 2, 4, 8}, new double[] {1.5, 1, 4, 10});
    assertEquals(4, metrics.count());
    assertEquals(0.875, metrics.mae(), ROUNDING);
    assertEquals(Math.sqrt(1.3125), metrics.rmse(), ROUNDING);
    assertEquals(1 - 5.25 / 28.75, metrics.r2(), ROUNDING);
    assertEquals(2, metrics.maxError(), ROUNDING);
    assertEquals(0.375, metrics.meanError(), ROUNDING);
  }

  @Test
  void predictingTheMeanHasNoExplainedVariance() {
    Metrics metrics = Metrics.of(new double[] {1, 2, 3}, new double[] {2, 2, 2});
    assertEquals(0, metrics.r2(), ROUNDING);
    assertTrue(Double.isNaN(Metrics.of(new double[] {5, 5}, new double[] {5, 6}).r2()));
  }

  @Test
  void nothingToEvaluateIsNotZeroError() {
    Metrics metrics = Metrics.of(new double[0], new double[0]);
    assertEquals(0, metrics.count());
    assertTrue(Double.isNaN(metrics.mae()));
    assertTrue(Double.isNaN(metrics.maxError()));
  }

  @Test
  void aNumberThatIsNotFiniteIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Metrics.of(new double[] {1}, new double[] {Double.NaN}));
  }
}
