package io.molspectra.trainer.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import io.molspectra.graph.DType;
import io.molspectra.graph.Dim;
import io.molspectra.graph.Graph;
import io.molspectra.graph.GraphBuilder;
import io.molspectra.graph.Tensor;
import io.molspectra.graph.Value;
import io.molspectra.network.NetworkParts;
import io.molspectra.network.ParameterSource;
import io.molspectra.network.RadialBasis;
import io.molspectra.network.RandomParameters;
import io.molspectra.trainer.execute.GraphExecutor;
import io.molspectra.trainer.execute.Precision;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Cutoff and radial functions at 204 distances from 0 to 5 angstrom. The reference also evaluates
 * beyond the cutoff, where it answers 0; here such pairs are never listed.
 */
class RadialBasisOracleTest {
  private static final double TOLERANCE = 1e-12;
  private static final ParameterSource COMPUTED = new RandomParameters(0);

  private final Oracle oracle = Oracle.of("rbf_cutoff");
  private final double[] all = oracle.doubles("in/dist");
  private final int[] listed = IntStream.range(0, all.length).filter(i -> all[i] <= 5).toArray();

  @ParameterizedTest
  @EnumSource
  void cosineCutoff(Precision precision) {
    compare(precision, "out/cosine_cutoff", d -> NetworkParts.cutoff(new RadialBasis(0, 5, 8), d));
  }

  @ParameterizedTest
  @EnumSource
  void cosineCutoffWithALowerBound(Precision precision) {
    compare(
        precision,
        "out/cosine_cutoff_lower0.5",
        d -> NetworkParts.cutoff(new RadialBasis(0.5, 5, 8), d));
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 32, 50, 64})
  void radialFunctions(int count) {
    var basis = new RadialBasis(0, 5, count);
    for (Precision precision : Precision.values()) {
      compare(precision, "out/rbf" + count, d -> NetworkParts.expand(basis, COMPUTED, d));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 32, 50, 64})
  void radialFunctionsWithStoredCentres(int count) {
    var basis = new RadialBasis(0, 5, count);
    var stored =
        new ParameterSource() {
          @Override
          public Tensor get(String name, Initialisation initialisation, long... shape) {
            throw new AssertionError(name);
          }

          @Override
          public Tensor buffer(String name, Tensor computed) {
            return oracle.tensor(
                "out32/" + name.substring(name.lastIndexOf('.') + 1) + computed.size());
          }
        };
    compare(
        Precision.FLOAT64,
        "out/rbf" + count + "_with_f32_means",
        d -> NetworkParts.expand(basis, stored, d));
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 32, 50, 64})
  void centresAndWidths(int count) {
    var basis = new RadialBasis(0, 5, count);
    oracle.compare(Precision.FLOAT64, "out/means" + count, basis.means(), TOLERANCE);
    oracle.compare(Precision.FLOAT64, "out/betas" + count, basis.betas(), TOLERANCE);
  }

  @Test
  void theReferenceIsZeroWhereWeListNoPairs() {
    int[] beyond = IntStream.range(0, all.length).filter(i -> all[i] > 5).toArray();
    assertTrue(beyond.length > 0);
    for (String key : oracle.keys("out/")) {
      if (key.contains("cutoff") || key.contains("rbf")) {
        assertEquals(0, Oracle.largest(rows(oracle.doubles(key), beyond)), key);
      }
    }
  }

  /** Some rows of an array that has one for every distance of the file. */
  private double[] rows(double[] values, int[] selected) {
    int width = values.length / all.length;
    return Arrays.stream(selected)
        .flatMap(row -> IntStream.range(row * width, (row + 1) * width))
        .mapToDouble(i -> values[i])
        .toArray();
  }

  /** Compares at the distances up to the cutoff. */
  private void compare(Precision precision, String key, Function<Value, Value> function) {
    var builder = new GraphBuilder(key);
    Value input = builder.input("distances", DType.FLOAT, Dim.symbol("P"));
    builder.output("result", function.apply(input));
    double[] actual = run(builder.build(), precision);
    double[] expected = rows(oracle.doubles(key), listed);
    double tolerance = precision == Precision.FLOAT64 ? TOLERANCE : oracle.rounding(key);
    oracle.assertWithin(precision.name(), key, expected, actual, tolerance);
  }

  private double[] run(Graph graph, Precision precision) {
    try (NDManager manager = NDManager.newBaseManager();
        var executor = new GraphExecutor(graph, manager, precision)) {
      Tensor input = Tensor.of(rows(all, listed), listed.length);
      return Objects.requireNonNull(executor.evaluate(Map.of("distances", input)).get("result"))
          .toDoubles();
    }
  }
}
