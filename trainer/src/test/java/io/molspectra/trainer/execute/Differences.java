package io.molspectra.trainer.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.molspectra.graph.DType;
import io.molspectra.graph.Graph;
import io.molspectra.graph.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares the gradient of a graph's output {@code loss} with central differences in float64. */
final class Differences {
  private static final double STEP = 1e-6;

  private Differences() {}

  /** Asserts that d loss / d variable is right to 1e-6 in every element. */
  static void assertGradientIsRight(
      Graph graph, Map<String, Tensor> inputs, List<String> variables) {
    try (NDManager manager = NDManager.newBaseManager();
        var executor = new GraphExecutor(graph, manager, Precision.FLOAT64)) {
      Map<String, NDArray> arrays = Tensors.toArrays(manager, Precision.FLOAT64, inputs);
      Gradients gradients = Gradients.of(executor, manager, arrays, "loss", List.of(), variables);
      for (String variable : variables) {
        Tensor at = inputs.get(variable);
        double[] actual = gradients.gradients().get(variable).toDoubleArray();
        assertEquals(at.size(), actual.length, variable);
        for (int i = 0; i < actual.length; i++) {
          double expected =
              (loss(executor, inputs, variable, i, STEP)
                      - loss(executor, inputs, variable, i, -STEP))
                  / (2 * STEP);
          assertEquals(
              expected,
              actual[i],
              1e-6 * Math.max(1, Math.abs(expected)),
              graph.name() + ": d loss / d " + variable + "[" + i + "]");
        }
      }
    }
  }

  private static double loss(
      GraphExecutor executor, Map<String, Tensor> inputs, String variable, int i, double shift) {
    Tensor at = inputs.get(variable);
    double[] values = at.toDoubles();
    values[i] += shift;
    var moved = new HashMap<>(inputs);
    moved.put(variable, Tensor.real(DType.FLOAT, values, at.shape()));
    return executor.evaluate(moved).get("loss").toDoubles()[0];
  }
}
