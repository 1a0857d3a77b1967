package io.molspectra.benchmarks;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlainStepTest {

  /** A single float32 rounding is 6e-8; sums are taken in other orders. */
  @ParameterizedTest
  @EnumSource(
      value = Size.class,
      names = {"TINY", "SMALL"})
  void theNetworkWrittenByHandIsTheGraphs(Size size) throws IOException {
    PlainStep.Differences differences = PlainStep.differences(size);
    assertTrue(differences.output() < 1e-5, differences::toString);
    assertTrue(differences.gradient() < 1e-4, differences::toString);
  }
}
