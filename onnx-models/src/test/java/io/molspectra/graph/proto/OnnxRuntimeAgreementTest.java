package io.molspectra.graph.proto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.molspectra.graph.DType;
import io.molspectra.graph.Dim;
import io.molspectra.graph.GraphBuilder;
import io.molspectra.graph.Tensor;
import io.molspectra.graph.Value;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What ONNX Runtime computes from written models is what the formulas say. */
class OnnxRuntimeAgreementTest {
  /** A few units in the last place of float32. */
  private static final double TOLERANCE = 1e-6;

  private static Tensor ints(long[] values, long... shape) {
    return Tensor.integer(DType.INT64, values, shape);
  }

  private static Tensor only(Map<String, Tensor> results) {
    assertEquals(1, results.size());
    return results.values().iterator().next();
  }

  @Test
  void aMaskedSumOverNeighbours() throws Exception {
    var inputs = new LinkedHashMap<String, Tensor>();
    inputs.put("z", ints(new long[] {1, 2, 1}, 3));
    inputs.put("neighbors", ints(new long[] {0, 1, 1, 0, 2, 2}, 3, 2));
    inputs.put("mask", Tensor.of(new double[] {1, 1, 1, 1, 1, 0}, 3, 2));
    inputs.put("reverse", ints(new long[6], 3, 2));
    inputs.put("reverse_mask", Tensor.filled(0, 3, 2));
    inputs.put("slot", ints(new long[6], 3, 2));
    try (var session = OrtSession.open(new OnnxWriter().toBytes(Networks.neighbourSum()))) {
      Tensor y = only(session.run(inputs));
      assertArrayEquals(new long[] {3, 2}, y.shape());
      assertArrayEquals(new double[] {1.5, 15, 1.5, 15, 0.5, 5}, y.toDoubles(), TOLERANCE);
    }
  }

  @Test
  void aGaussianOfDistancesAtTwoBatchSizes() throws Exception {
    var builder = new GraphBuilder("radial");
    Value d = builder.input("d", DType.FLOAT, Dim.symbol("P"));
    Value centres = builder.parameter("centres", Tensor.of(new double[] {0, 1, 2}, 3));
    Value difference = d.unsqueeze(-1).minus(centres);
    builder.output("g", difference.squared().times(-0.5).exp());
    try (var session = OrtSession.open(new OnnxWriter().toBytes(builder.build()))) {
      for (double[] distances : new double[][] {{0.25}, {0.5, 1.5, 3, 0}}) {
        Tensor g = only(session.run(Map.of("d", Tensor.of(distances, distances.length))));
        double[] expected =
            Arrays.stream(distances)
                .flatMap(
                    x ->
                        Arrays.stream(new double[] {0, 1, 2})
                            .map(c -> Math.exp(-0.5 * (x - c) * (x - c))))
                .toArray();
        assertArrayEquals(expected, g.toDoubles(), TOLERANCE);
      }
    }
  }

  @Test
  void attributesOfRealKindMeanTheSame() throws Exception {
    Tensor x = OperatorGraphs.ramp(2, 4);
    var graph = OperatorGraphs.of(io.molspectra.graph.Operator.GEMM);
    double[] w = OperatorGraphs.ramp(3, 4).toDoubles();
    double[] expected = new double[6];
    for (int i = 0; i < 6; i++) {
      for (int k = 0; k < 4; k++) {
        expected[i] += 0.1 * x.toDoubles()[i / 3 * 4 + k] * w[i % 3 * 4 + k];
      }
      expected[i] += 2 * OperatorGraphs.ramp(3).toDoubles()[i % 3];
    }
    try (var session = OrtSession.open(new OnnxWriter().toBytes(graph))) {
      assertArrayEquals(expected, only(session.run(Map.of("x", x, "y", x))).toDoubles(), TOLERANCE);
    }
  }

  @Test
  void float64GraphsRunInFloat64() throws Exception {
    var builder = new GraphBuilder("precise");
    Value x = builder.input("x", DType.DOUBLE, Dim.symbol("A"));
    builder.output("y", x.times(Math.PI));
    try (var session = OrtSession.open(new OnnxWriter().toBytes(builder.build()))) {
      Tensor y = only(session.run(Map.of("x", Tensor.real(DType.DOUBLE, new double[] {3}, 1))));
      assertEquals(3 * Math.PI, y.toDoubles()[0]);
    }
  }

  @Test
  void aModelReadAndWrittenAgainComputesTheSame() throws Exception {
    byte[] first = new OnnxWriter().toBytes(Networks.linear("net", "w", 4, 3, 0.7));
    byte[] second = new OnnxWriter().toBytes(OnnxReader.read(first, "first").graph());
    Tensor x = OperatorGraphs.ramp(5, 4);
    try (var a = OrtSession.open(first);
        var b = OrtSession.open(second)) {
      assertEquals(a.run(Map.of("x", x)), b.run(Map.of("x", x)));
    }
  }
}
