package io.molspectra.trainer.gradient;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import io.molspectra.graph.DType;
import io.molspectra.graph.Graph;
import io.molspectra.graph.GraphBuilder;
import io.molspectra.graph.Tensor;
import io.molspectra.graph.Type;
import io.molspectra.graph.Value;
import io.molspectra.graph.gradient.GradientBuilder;
import io.molspectra.trainer.execute.GraphExecutor;
import io.molspectra.trainer.execute.Precision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/**
 * Compares the gradient nodes of a function with central differences in float64: the first
 * derivative of a random projection of the result, and the derivative of a random projection of
 * that gradient.
 */
final class GradientCheck {
  private static final double STEP = 1e-5;

  /** Central differences with this step err by about 1e-9 for functions and points of size 1. */
  private static final double TOLERANCE = 1e-6;

  private GradientCheck() {}

  /**
   * @param function from the inputs to one value
   * @param points where to differentiate
   */
  static void assertGradientsMatch(Function<List<Value>, Value> function, Tensor... points) {
    var random = new Random(7);
    var builder = new GraphBuilder("check");
    var inputs = new ArrayList<Value>();
    var feed = new LinkedHashMap<String, Tensor>();
    for (int i = 0; i < points.length; i++) {
      inputs.add(builder.input("x" + i, points[i].type()));
      feed.put("x" + i, points[i]);
    }
    Value result = function.apply(inputs);
    Value value = result.times(projection(builder, result.type(), random)).sum(axes(result));
    builder.output("value", value);
    List<Value> first = GradientBuilder.gradients(value, inputs);
    Value slope = null;
    for (int i = 0; i < first.size(); i++) {
      builder.output("first" + i, first.get(i));
      Value part =
          first
              .get(i)
              .times(projection(builder, first.get(i).type(), random))
              .sum(axes(first.get(i)));
      slope = slope == null ? part : slope.plus(part);
    }
    builder.output("slope", java.util.Objects.requireNonNull(slope));
    List<Value> second = GradientBuilder.gradients(slope, inputs);
    for (int i = 0; i < second.size(); i++) {
      builder.output("second" + i, second.get(i));
    }
    compare(builder.build(), feed);
  }

  private static void compare(Graph graph, Map<String, Tensor> feed) {
    try (NDManager manager = NDManager.newBaseManager();
        var executor = new GraphExecutor(graph, manager, Precision.FLOAT64)) {
      Map<String, Tensor> analytic = executor.evaluate(feed);
      int input = 0;
      for (String name : List.copyOf(feed.keySet())) {
        double[] dValue = new double[feed.get(name).size()];
        double[] dSlope = new double[dValue.length];
        for (int k = 0; k < dValue.length; k++) {
          Map<String, Tensor> above = executor.evaluate(moved(feed, name, k, STEP));
          Map<String, Tensor> below = executor.evaluate(moved(feed, name, k, -STEP));
          dValue[k] = difference(above, below, "value");
          dSlope[k] = difference(above, below, "slope");
        }
        assertClose(dValue, analytic.get("first" + input).toDoubles(), "first derivative", input);
        assertClose(dSlope, analytic.get("second" + input).toDoubles(), "second derivative", input);
        input++;
      }
    }
  }

  private static double difference(
      Map<String, Tensor> above, Map<String, Tensor> below, String name) {
    return (above.get(name).toDoubles()[0] - below.get(name).toDoubles()[0]) / (2 * STEP);
  }

  private static void assertClose(double[] numeric, double[] analytic, String what, int input) {
    double scale = 1;
    for (double d : numeric) {
      scale = Math.max(scale, Math.abs(d));
    }
    for (int k = 0; k < numeric.length; k++) {
      double error = Math.abs(numeric[k] - analytic[k]) / scale;
      assertTrue(
          error <= TOLERANCE,
          "%s by input %d, element %d: %s, central differences give %s"
              .formatted(what, input, k, analytic[k], numeric[k]));
    }
  }

  private static Map<String, Tensor> moved(
      Map<String, Tensor> feed, String name, int element, double step) {
    var copy = new LinkedHashMap<>(feed);
    double[] values = feed.get(name).toDoubles();
    values[element] += step;
    copy.put(name, Tensor.of(values, feed.get(name).shape()));
    return copy;
  }

  private static Value projection(GraphBuilder builder, Type type, Random random) {
    return builder.constant(random(random, -1, 1, type.shape().fixed()));
  }

  private static int[] axes(Value value) {
    return java.util.stream.IntStream.range(0, value.rank()).toArray();
  }

  /** Values evenly drawn from a range. */
  static Tensor random(Random random, double low, double high, long... shape) {
    double[] values = new double[(int) java.util.Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    for (int i = 0; i < values.length; i++) {
      values[i] = low + (high - low) * random.nextDouble();
    }
    return Tensor.real(DType.FLOAT, values, shape);
  }
}
