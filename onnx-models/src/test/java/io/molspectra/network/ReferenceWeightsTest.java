package io.molspectra.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.graph.GraphException;
import io.molspectra.graph.Tensor;
import io.molspectra.network.ParameterSource.Initialisation;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReferenceWeightsTest {

  @Test
  void linearWeightsAreTransposed() {
    var weights =
        new ReferenceWeights(Map.of("q", Tensor.of(new double[] {1, 2, 3, 4, 5, 6}, 2, 3)), 1);
    assertArrayEquals(
        new double[] {1, 4, 2, 5, 3, 6},
        weights.get("q", Initialisation.XAVIER_UNIFORM, 3, 2).toDoubles());
  }

  @Test
  void valueChannelsOfEachHeadAreOrderedPartByPart() {
    // 2 heads of width 1: the reference has h0s0 h0s1 h0s2 h1s0 h1s1 h1s2.
    var weights =
        new ReferenceWeights(
            Map.of("l.v_proj.bias", Tensor.of(new double[] {0, 1, 2, 10, 11, 12}, 6)), 2);
    assertArrayEquals(
        new double[] {0, 10, 1, 11, 2, 12},
        weights.get("l.v_proj.bias", Initialisation.ZERO, 6).toDoubles());
  }

  @Test
  void allProblemsAreListedAtOnce() {
    var weights =
        new ReferenceWeights(
            Map.of("bad", Tensor.filled(0, 2, 2), "surplus", Tensor.filled(0, 1)), 1);
    weights.get("bad", Initialisation.XAVIER_UNIFORM, 3, 2);
    weights.get("absent", Initialisation.ZERO, 4);
    var failure = assertThrows(GraphException.class, () -> weights.check(Set.of(), false));
    for (String expected :
        new String[] {
          "mis-shaped: bad is [2, 2], expected [2, 3]",
          "missing: absent [4]",
          "extra: surplus [1]",
          "3 problems"
        }) {
      assertTrue(failure.getMessage().contains(expected), failure.getMessage());
    }
  }

  @Test
  void lenientIgnoresExtraTensorsOnly() {
    var weights = new ReferenceWeights(Map.of("surplus", Tensor.filled(0, 1)), 1);
    assertDoesNotThrow(() -> weights.check(Set.of(), true));
    assertThrows(GraphException.class, () -> weights.check(Set.of(), false));
    weights.get("absent", Initialisation.ZERO, 4);
    assertThrows(GraphException.class, () -> weights.check(Set.of(), true));
  }
}
