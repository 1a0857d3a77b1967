package io.molspectra.trainer.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.molspectra.graph.Graph;
import io.molspectra.graph.Tensor;
import io.molspectra.network.ParameterSource.Initialisation;
import io.molspectra.network.ReferenceWeights;
import io.molspectra.trainer.execute.Gradients;
import io.molspectra.trainer.execute.GraphExecutor;
import io.molspectra.trainer.execute.Precision;
import io.molspectra.trainer.execute.Tensors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Gradients of a loss with respect to every parameter, by autograd. */
final class ParameterGradients {
  /** A gradient below this is rounding noise of a mathematical zero. */
  private static final double ZERO = 1e-10;

  private ParameterGradients() {}

  /** Gradients by the parameter's name, in our layout. */
  static Map<String, double[]> of(
      Graph graph, Precision precision, Map<String, Tensor> inputs, String loss) {
    Graph part = graph.select("loss", List.of(loss));
    try (NDManager manager = NDManager.newBaseManager();
        var executor = new GraphExecutor(part, manager, precision)) {
      var read = new LinkedHashMap<>(inputs);
      read.keySet().retainAll(part.inputs());
      Map<String, NDArray> arrays = Tensors.toArrays(manager, precision, read);
      var values = new LinkedHashMap<String, double[]>();
      Gradients.of(executor, manager, arrays, loss)
          .gradients()
          .forEach((name, gradient) -> values.put(name, Tensors.toDoubles(gradient)));
      return values;
    }
  }

  /**
   * Compares with the stored gradients. A parameter the loss does not depend on must have gradient
   * zero in the file.
   *
   * @param graph has the loss among its values
   * @param prefix of the stored gradients' keys
   * @param tolerance by key, relative to the largest element of the gradient
   */
  static void compare(
      Oracle oracle,
      Graph graph,
      Precision precision,
      Map<String, Tensor> inputs,
      String loss,
      String prefix,
      ToDoubleFunction<String> tolerance) {
    compare(oracle, graph, precision, inputs, loss, prefix, "", tolerance);
  }

  /** The same where the file's keys lack the first part of the parameters' names. */
  static void compare(
      Oracle oracle,
      Graph graph,
      Precision precision,
      Map<String, Tensor> inputs,
      String loss,
      String prefix,
      String lacking,
      ToDoubleFunction<String> tolerance) {
    Map<String, double[]> gradients = of(graph, precision, inputs, loss);
    var failures = new ArrayList<String>();
    int compared = 0;
    double worst = 0;
    for (String key : oracle.keys(prefix)) {
      String name = lacking + key.substring(prefix.length());
      double[] actual = gradients.get(name);
      double[] expected =
          actual == null ? oracle.doubles(key) : inOurLayout(oracle, key, name, graph);
      double largest = Oracle.largest(expected);
      if (actual == null) {
        if (largest > ZERO) {
          failures.add("%s: no gradient, but the reference has %.3g".formatted(key, largest));
        }
        continue;
      }
      compared++;
      double error = Oracle.relativeError(expected, actual);
      if (largest <= ZERO) {
        continue;
      }
      worst = Math.max(worst, error);
      if (!(error <= tolerance.applyAsDouble(key))) {
        failures.add("%s: relative error %.3g of %.3g".formatted(key, error, largest));
      }
    }
    Figures.record(
        oracle.file(), prefix + "* (worst)", precision.name(), worst, tolerance.applyAsDouble(""));
    assertTrue(compared > 10, "compared only " + compared);
    assertEquals(List.of(), failures);
  }

  /** Through the same mapping as the weights. */
  static double[] inOurLayout(Oracle oracle, String key, String name, Graph graph) {
    var mapping = new ReferenceWeights(Map.of(name, oracle.tensor(key)), oracle.heads());
    Initialisation kind =
        name.endsWith("embedding.weight")
            ? Initialisation.NORMAL
            : name.contains(".W_pos_") ? Initialisation.POSITION : Initialisation.ZERO;
    return mapping.get(name, kind, graph.type(name).shape().fixed()).toDoubles();
  }
}
