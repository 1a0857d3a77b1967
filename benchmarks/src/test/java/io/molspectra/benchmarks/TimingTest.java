package io.molspectra.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimingTest {

  @Test
  void bestAndMedianDoNotDependOnTheOrder() {
    var odd = new Timing(new double[] {3, 1, 2});
    assertEquals(1, odd.best());
    assertEquals(2, odd.median());
    assertEquals(2.5, new Timing(new double[] {4, 1, 3, 2}).median());
  }

  @Test
  void piecesRunInTurnAndWarmUpIsNotCounted() {
    var order = new ArrayList<String>();
    Timing[] timings = Timing.inTurn(1, 2, 0, () -> order.add("a"), () -> order.add("b"));
    assertEquals(List.of("a", "b", "a", "b", "a", "b"), order);
    assertEquals(2, timings[0].seconds().length);
    assertEquals(2, timings[1].seconds().length);
  }

  @Test
  void moreRoundsRunWhileThereIsTime() {
    Timing timing = Timing.inTurn(0, 1, 0.05, () -> {})[0];
    assertTrue(timing.seconds().length > 1);
  }

  @Test
  void agreementIsRelativeToTheLargestValue() {
    assertEquals(0.25, Agreement.difference(new float[] {-4, 1, 0}, new float[] {-4, 1, 1}), 1e-12);
    assertThrows(
        IllegalArgumentException.class,
        () -> Agreement.difference(new float[] {1}, new float[] {1, 2}));
  }
}
