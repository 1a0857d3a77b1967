package io.molspectra.trainer.pretrain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.molspectra.trainer.checkpoint.TrainingState.Best;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EarlyStoppingTest {

  /** The first step at which a run whose best validation is at a step ends. */
  private static long end(EarlyStopping stopping, long best) {
    return LongStream.range(best, 1_000)
        .filter(step -> stopping.endsAt(step, new Best(best, 0.5)))
        .findFirst()
        .orElse(-1);
  }

  @Test
  void theRunEndsWithTheLastValidationThatIsWaitedFor() {
    assertEquals(40 + 3 * 10, end(new EarlyStopping(3, 10), 40));
    assertEquals(40 + 10, end(new EarlyStopping(1, 10), 40));
    assertEquals(41, end(new EarlyStopping(1, 1), 40));
  }

  @Test
  void withoutPatienceItNeverEnds() {
    assertEquals(-1, end(new EarlyStopping(0, 10), 40));
  }

  @Test
  void aRunWithoutValidationsGoesOn() {
    assertFalse(new EarlyStopping(1, 10).endsAt(1_000, Best.NONE));
  }

  @Test
  void refusesImpossibleValues() {
    assertThrows(IllegalArgumentException.class, () -> new EarlyStopping(-1, 10));
    assertThrows(IllegalArgumentException.class, () -> new EarlyStopping(1, 0));
  }
}
