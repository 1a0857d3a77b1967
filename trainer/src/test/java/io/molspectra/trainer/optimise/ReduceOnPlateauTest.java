package io.molspectra.trainer.optimise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ReduceOnPlateauTest {
  private static final double[] LOSSES = {5, 4, 4.1, 4.2, 4.3, 4.2, 4.2, 4.2, 3, 3.1, 3.1, 3.1};

  /** Rate of the step after each validation, one validation a step. */
  private static double[] rates(ReduceOnPlateau schedule, double... losses) {
    double[] rates = new double[losses.length];
    for (int i = 0; i < losses.length; i++) {
      schedule.validated(i + 1, losses[i]);
      rates[i] = schedule.rate(i + 1);
    }
    return rates;
  }

  @Test
  void theThirdValidationWithoutGainReducesTheRateIfTwoAreLetPass() {
    // What torch.optim.lr_scheduler.ReduceLROnPlateau(factor=0.5, patience=2) does.
    double[] expected = {1, 1, 1, 1, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0.25, 0.125};
    assertArrayEquals(expected, rates(new ReduceOnPlateau(1, 0, 0.5, 2, 0), LOSSES), 0);
  }

  @Test
  void theRateStopsAtItsLeast() {
    double[] expected = {1, 0.5, 0.3, 0.3};
    assertArrayEquals(expected, rates(new ReduceOnPlateau(1, 0, 0.5, 0, 0.3), 1, 2, 2, 2), 0);
  }

  @Test
  void aGainOfLessThanATenThousandthIsNone() {
    double[] expected = {1, 0.5, 0.5};
    assertArrayEquals(
        expected, rates(new ReduceOnPlateau(1, 0, 0.5, 0, 0), 1, 0.99995, 0.99985), 0);
  }

  @Test
  void aLossThatIsNoNumberIsNoGain() {
    double[] expected = {0.5, 0.5, 0.25};
    assertArrayEquals(
        expected, rates(new ReduceOnPlateau(1, 0, 0.5, 0, 0), Double.NaN, 1, Double.NaN), 0);
  }

  @Test
  void theWarmUpIsNotReducedAndItsBestCounts() {
    ReduceOnPlateau schedule = new ReduceOnPlateau(1, 4, 0.5, 0, 0);
    double[] expected = {0.5, 0.75, 1, 0.5, 0.5};
    assertArrayEquals(expected, rates(schedule, 3, 4, 5, 4, 2), 0);
    assertEquals(0.25, schedule.rate(0), 0);
  }

  @Test
  void restoredAfterAnyValidationItGoesOnAlike() {
    double[] expected = rates(new ReduceOnPlateau(1e-3, 0, 0.8, 2, 1e-7), LOSSES);
    for (int saved = 0; saved < LOSSES.length; saved++) {
      ReduceOnPlateau before = new ReduceOnPlateau(1e-3, 0, 0.8, 2, 1e-7);
      for (int i = 0; i < saved; i++) {
        before.validated(i + 1, LOSSES[i]);
      }
      ReduceOnPlateau after = new ReduceOnPlateau(1e-3, 0, 0.8, 2, 1e-7);
      after.restore(before.state());
      for (int i = saved; i < LOSSES.length; i++) {
        after.validated(i + 1, LOSSES[i]);
        assertEquals(expected[i], after.rate(i + 1), 0, "saved after " + saved);
      }
    }
  }

  @Test
  void refusesImpossibleValues() {
    assertThrows(IllegalArgumentException.class, () -> new ReduceOnPlateau(1e-3, 0, 1, 2, 1e-7));
    assertThrows(IllegalArgumentException.class, () -> new ReduceOnPlateau(1e-3, 0, 0, 2, 1e-7));
    assertThrows(IllegalArgumentException.class, () -> new ReduceOnPlateau(1e-3, 0, 0.5, -1, 1e-7));
    assertThrows(IllegalArgumentException.class, () -> new ReduceOnPlateau(1e-3, 0, 0.5, 1, 1e-2));
  }
}
