package io.molspectra.trainer.execute;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.molspectra.graph.Attributes;
import io.molspectra.graph.DType;
import io.molspectra.graph.Graph;
import io.molspectra.graph.GraphBuilder;
import io.molspectra.graph.Operator;
import io.molspectra.graph.Tensor;
import io.molspectra.graph.Type;
import io.molspectra.graph.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Casts between float32 and float64 keep autograd, which DJL's toType does not. */
class CastTest {
  private static final double[] POINT = {0.5, -1.25, 2, 0.75, 3, -0.5};

  /** loss = sum(cast(exp(cast(x)))^2), with the exponential in the other precision. */
  private static Graph through(DType own, DType other, long... shape) {
    var builder = new GraphBuilder("through " + other);
    Value x = builder.input("x", new Type(own, io.molspectra.graph.Shape.of(shape)));
    Value back = x.cast(other).exp().cast(own);
    builder.output("back", back);
    builder.output(
        "loss", builder.node(Operator.REDUCE_SUM, Attributes.of("keepdims", 0L), back.squared()));
    return builder.build();
  }

  private static double[] gradient(Graph graph, Tensor at, DataType expectedType) {
    try (NDManager manager = NDManager.newBaseManager();
        var executor = new GraphExecutor(graph, manager, Precision.FLOAT32)) {
      var inputs = Map.of("x", Tensors.toArray(manager, Precision.FLOAT32, at));
      Gradients result =
          Gradients.of(executor, manager, inputs, "loss", List.of("back"), List.of("x"));
      assertEquals(expectedType, result.outputs().get("back").getDataType());
      NDArray gradient = result.gradients().get("x");
      assertEquals(expectedType, gradient.getDataType());
      assertArrayEquals(at.shape(), gradient.getShape().getShape());
      return Tensors.toDoubles(gradient);
    }
  }

  private static double[] analytic() {
    double[] expected = new double[POINT.length];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = 2 * Math.exp(2 * POINT[i]);
    }
    return expected;
  }

  private static void assertClose(double[] expected, double[] actual, double relative) {
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], actual[i], relative * Math.abs(expected[i]));
    }
  }

  @Test
  void gradientFlowsThroughFloat64WithinAFloat32Graph() {
    Graph graph = through(DType.FLOAT, DType.DOUBLE, 2, 3);
    Tensor at = Tensor.real(DType.FLOAT, POINT, 2, 3);
    assertClose(analytic(), gradient(graph, at, DataType.FLOAT32), 1e-6);
  }

  @Test
  void gradientFlowsThroughFloat32WithinAFloat64Graph() {
    Graph graph = through(DType.DOUBLE, DType.FLOAT, 6);
    Tensor at = Tensor.real(DType.DOUBLE, POINT, 6);
    assertClose(analytic(), gradient(graph, at, DataType.FLOAT64), 1e-6);
  }

  @Test
  void gradientFlowsThroughACastScalar() {
    Graph graph = through(DType.FLOAT, DType.DOUBLE);
    Tensor at = Tensor.scalar(0.5);
    assertClose(new double[] {2 * Math.E}, gradient(graph, at, DataType.FLOAT32), 1e-6);
  }

  @Test
  void gradientThroughCastsEqualsCentralDifferencesOfTheFloat32Run() {
    Graph graph = through(DType.FLOAT, DType.DOUBLE, 6);
    double[] gradient = gradient(graph, Tensor.real(DType.FLOAT, POINT, 6), DataType.FLOAT32);
    try (NDManager manager = NDManager.newBaseManager();
        var executor = new GraphExecutor(graph, manager, Precision.FLOAT32)) {
      for (int i = 0; i < POINT.length; i++) {
        double step = 1e-2;
        double difference = (loss(executor, i, step) - loss(executor, i, -step)) / (2 * step);
        // Steps of 1e-2 in float32: truncation 2e-4/3 relative, rounding about 1e-4.
        assertEquals(difference, gradient[i], 2e-3 * Math.abs(difference) + 1e-2);
      }
    }
  }

  private static double loss(GraphExecutor executor, int i, double step) {
    double[] moved = POINT.clone();
    moved[i] += step;
    return executor.evaluate(Map.of("x", Tensor.of(moved, 6))).get("loss").toDoubles()[0];
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 7})
  void castingUpIsExactAndDownRoundsToNearest(long size) {
    double[] values = new double[(int) size];
    for (int i = 0; i < size; i++) {
      values[i] = Math.PI * (i - 3);
    }
    var builder = new GraphBuilder("casts");
    Value x = builder.input("x", new Type(DType.DOUBLE, io.molspectra.graph.Shape.of(size)));
    builder.output("down", x.cast(DType.FLOAT));
    builder.output("up", x.cast(DType.FLOAT).cast(DType.DOUBLE));
    try (NDManager manager = NDManager.newBaseManager();
        var executor = new GraphExecutor(builder.build(), manager, Precision.FLOAT32)) {
      var results = executor.evaluate(Map.of("x", Tensor.real(DType.DOUBLE, values, size)));
      float[] rounded = Tensor.real(DType.DOUBLE, values, size).toFloats();
      assertArrayEquals(rounded, results.get("down").toFloats());
      assertArrayEquals(results.get("down").toDoubles(), results.get("up").toDoubles());
    }
  }
}
