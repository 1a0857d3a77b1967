package io.molspectra.trainer.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.trainer.execute.Precision;
import org.junit.jupiter.api.Test;

/** Nothing jumps when an atom crosses the cutoff. */
public interface CutoffContract {
  Subject subject();

  @Test
  default void energyAndForcesPassTheCutoffWithoutAJump() {
    CutoffCrossing.Jump before = null;
    for (double distance : CutoffCrossing.DISTANCES) {
      CutoffCrossing.Jump jump = CutoffCrossing.of(subject(), distance);
      Measurements.note(
          subject().name(),
          Precision.FLOAT64,
          "jump at the cutoff +-" + distance,
          "energy",
          jump.energy());
      Measurements.note(
          subject().name(),
          Precision.FLOAT64,
          "jump at the cutoff +-" + distance,
          "forces",
          jump.forces());
      if (before != null) {
        CutoffCrossing.Jump former = before;
        assertTrue(
            jump.energy() <= 0.11 * former.energy() + CutoffCrossing.ROUNDING
                && jump.forces() <= 0.11 * former.forces() + CutoffCrossing.ROUNDING,
            () -> "at %s: %s after %s".formatted(distance, jump, former));
      }
      before = jump;
    }
  }
}
