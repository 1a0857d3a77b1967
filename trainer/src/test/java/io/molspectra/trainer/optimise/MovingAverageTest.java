package io.molspectra.trainer.optimise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.molspectra.graph.DType;
import io.molspectra.graph.Dim;
import io.molspectra.graph.Graph;
import io.molspectra.graph.GraphBuilder;
import io.molspectra.graph.Tensor;
import io.molspectra.trainer.execute.GraphExecutor;
import io.molspectra.trainer.execute.Precision;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MovingAverageTest {
  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void theGapToParametersThatStayShrinksByTheDecay() {
    NDArray weight = manager.create(new double[] {1, -2, 0, 4}, new Shape(2, 2));
    try (MovingAverage average = new MovingAverage(manager, Map.of("w", weight), 0.9, false)) {
      weight.set(new double[] {3, -2, 1, 0});
      for (int i = 0; i < 7; i++) {
        average.update();
      }
      double gap = Math.pow(0.9, 7);
      assertArrayEquals(
          new double[] {3 - 2 * gap, -2, 1 - gap, 4 * gap},
          average.arrays().get("w").toDoubleArray(),
          1e-15);
      assertArrayEquals(new double[] {3, -2, 1, 0}, weight.toDoubleArray(), 0);
    }
  }

  @Test
  void theWarmUpKeepsATenthAtFirstAndTheDecayInTheEnd() {
    NDArray weight = manager.create(new double[] {0});
    try (MovingAverage average = new MovingAverage(manager, Map.of("w", weight), 0.25, true)) {
      weight.set(new double[] {1});
      double gap = 1;
      // (1 + t) / (10 + t) for t = 0, 1, 2; t = 2 is the decay already, later ones are above.
      double[] kept = {1.0 / 10, 2.0 / 11, 3.0 / 12, 0.25, 0.25};
      for (double share : kept) {
        average.update();
        gap *= share;
        assertEquals(1 - gap, average.arrays().get("w").toDoubleArray()[0], 1e-15);
      }
      assertEquals(5, average.updateCount());
    }
  }

  @Test
  void anExecutorEvaluatesTheAverageWhileParametersAreTrained() {
    Graph graph = product();
    try (GraphExecutor trained = new GraphExecutor(graph, manager, Precision.FLOAT32);
        MovingAverage average = new MovingAverage(manager, trained.parameters(), 0.5, false);
        GraphExecutor averaged =
            new GraphExecutor(graph, manager, Precision.FLOAT32, average.arrays())) {
      Map<String, Tensor> input = Map.of("x", Tensor.of(new double[] {1, 10}, 2));
      Tensor before = averaged.evaluate(input).get("y");
      assertEquals(Tensor.of(new double[] {2, 30}, 2), before);
      trained.parameters().get("w").set(new float[] {4, 7});
      average.update();
      assertEquals(Tensor.of(new double[] {3, 50}, 2), averaged.evaluate(input).get("y"));
      assertEquals(Tensor.of(new double[] {4, 70}, 2), trained.evaluate(input).get("y"));
    }
  }

  @Test
  void continuesFromSavedAveragesWithTheSameBits() {
    NDArray weight = manager.create(new float[] {1, 2, 3});
    MovingAverage straight = new MovingAverage(manager, Map.of("w", weight), 0.99, true);
    MovingAverage broken = new MovingAverage(manager, Map.of("w", weight), 0.99, true);
    for (int i = 0; i < 5; i++) {
      weight.addi(0.1f * i);
      straight.update();
      broken.update();
    }
    MovingAverage resumed = new MovingAverage(manager, Map.of("w", weight), 0.99, true);
    broken.arrays().get("w").copyTo(resumed.arrays().get("w"));
    resumed.resumeAt(broken.updateCount());
    for (int i = 0; i < 5; i++) {
      weight.muli(0.9f);
      straight.update();
      resumed.update();
    }
    assertArrayEquals(
        straight.arrays().get("w").toByteArray(), resumed.arrays().get("w").toByteArray());
  }

  @Test
  void refusesADecayOutsideItsRange() {
    Map<String, NDArray> parameters = Map.of("w", manager.create(new float[] {1}));
    for (double decay : new double[] {1, -0.1, Double.NaN}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new MovingAverage(manager, parameters, decay, false));
    }
  }

  /** y = x * w, element by element. */
  private static Graph product() {
    var builder = new GraphBuilder("product");
    builder.output(
        "y",
        builder
            .input("x", DType.FLOAT, Dim.of(2))
            .times(builder.parameter("w", Tensor.of(new double[] {2, 3}, 2))));
    return builder.build();
  }
}
