package io.molspectra.trainer.optimise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.trainer.optimise.LearningRateSchedule.Constant;
import io.molspectra.trainer.optimise.LearningRateSchedule.WarmRestarts;
import io.molspectra.trainer.optimise.LearningRateSchedule.WarmupCosine;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class LearningRateScheduleTest {

  @Test
  void warmUpRisesLinearlyToTheBaseRate() {
    LearningRateSchedule schedule = new WarmupCosine(4e-4, 10_000, 400_000, 1e-7);
    assertEquals(4e-8, schedule.rate(0), 1e-20);
    assertEquals(2e-4, schedule.rate(4_999), 1e-18);
    assertEquals(4e-4, schedule.rate(9_999), 1e-18);
  }

  @Test
  void cosineCountsFromStepZeroAndEndsAtItsFloor() {
    LearningRateSchedule schedule = new WarmupCosine(4e-4, 10_000, 400_000, 1e-7);
    assertEquals(
        1e-7 + (4e-4 - 1e-7) * (1 + Math.cos(Math.PI / 40)) / 2, schedule.rate(10_000), 1e-15);
    assertEquals((4e-4 + 1e-7) / 2, schedule.rate(200_000), 1e-15);
    assertEquals(1e-7, schedule.rate(400_000), 1e-18);
    assertEquals(1e-7, schedule.rate(1_000_000), 1e-18);
  }

  @Test
  void constantStaysAfterItsWarmUp() {
    LearningRateSchedule schedule = new Constant(1e-3, 4);
    assertEquals(2.5e-4, schedule.rate(0), 1e-18);
    assertEquals(1e-3, schedule.rate(3), 1e-18);
    assertEquals(1e-3, schedule.rate(1_000_000), 0);
    assertEquals(1e-3, new Constant(1e-3, 0).rate(0), 0);
  }

  @Test
  void warmRestartsFollowTheClosedForm() {
    LearningRateSchedule schedule = new WarmRestarts(1, 0, 4, 2, 0.2);
    // (1 + cos(pi c / T)) / 2 at quarters of a period, on [0.2, 1]: 1, 0.88284..., 0.6, 0.31715...
    double quarter = 0.2 + 0.8 * (1 + Math.sqrt(0.5)) / 2;
    double threeQuarters = 0.2 + 0.8 * (1 - Math.sqrt(0.5)) / 2;
    double[] first = {1, quarter, 0.6, threeQuarters};
    for (int period = 0, start = 0; period < 4; start += 4 << period, period++) {
      for (int i = 0; i < 4; i++) {
        long step = start + ((long) i << period);
        assertEquals(first[i], schedule.rate(step), 1e-15, "step " + step);
      }
    }
  }

  @Test
  void threePeriodsOfTheReferenceFillItsRun() {
    LearningRateSchedule schedule = new WarmRestarts(4e-4, 10_000, 100_000, 2, 1e-7);
    assertEquals(2e-4, schedule.rate(4_999), 1e-18);
    assertEquals(
        1e-7 + (4e-4 - 1e-7) * (1 + Math.cos(Math.PI / 10)) / 2, schedule.rate(10_000), 1e-15);
    for (long restart : List.of(100_000L, 300_000L, 700_000L)) {
      assertEquals(1e-7, schedule.rate(restart - 1), 1e-12);
      assertEquals(4e-4, schedule.rate(restart), 0);
    }
  }

  @Test
  void periodsOfOneLengthRepeat() {
    LearningRateSchedule schedule = new WarmRestarts(1e-3, 3, 50, 1, 0);
    assertEquals(5e-4, schedule.rate(25), 1e-18);
    assertEquals(schedule.rate(25), schedule.rate(1_000_025), 0);
    assertEquals(1e-3, schedule.rate(50), 0);
  }

  @Test
  void schedulesOfTheStepAloneHaveNoState() {
    LearningRateSchedule schedule = new WarmRestarts(1e-3, 3, 50, 1, 0);
    double before = schedule.rate(60);
    schedule.validated(60, Double.NaN);
    assertEquals(before, schedule.rate(60), 0);
    assertEquals(List.of(), schedule.state());
  }

  @Property
  void cosineNeverRisesAfterTheWarmUp(@ForAll @LongRange(min = 100, max = 5_000) long step) {
    LearningRateSchedule schedule = new WarmupCosine(1e-3, 100, 4_000, 1e-6);
    assertTrue(schedule.rate(step + 1) <= schedule.rate(step));
    assertTrue(schedule.rate(step) >= 1e-6);
  }

  @Test
  void refusesImpossibleValues() {
    assertThrows(IllegalArgumentException.class, () -> new Constant(0, 0));
    assertThrows(IllegalArgumentException.class, () -> new Constant(Double.NaN, 0));
    assertThrows(IllegalArgumentException.class, () -> new Constant(1e-3, -1));
    assertThrows(IllegalArgumentException.class, () -> new WarmupCosine(1e-3, 0, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> new WarmupCosine(1e-3, 0, 10, 1e-2));
    assertThrows(IllegalArgumentException.class, () -> new Constant(1e-3, 0).rate(-1));
    assertThrows(IllegalArgumentException.class, () -> new WarmRestarts(1e-3, 0, 0, 2, 0));
    assertThrows(IllegalArgumentException.class, () -> new WarmRestarts(1e-3, 0, 10, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> new WarmRestarts(1e-3, 0, 10, 1, 1));
  }
}
