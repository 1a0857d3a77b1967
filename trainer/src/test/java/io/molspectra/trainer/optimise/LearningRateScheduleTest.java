package io.molspectra.trainer.optimise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.trainer.optimise.LearningRateSchedule.Constant;
import io.molspectra.trainer.optimise.LearningRateSchedule.WarmupCosine;
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
  }
}
