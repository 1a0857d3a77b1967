package io.molspectra.trainer.oracle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.molspectra.graph.DType;
import io.molspectra.graph.Dim;
import io.molspectra.graph.Graph;
import io.molspectra.graph.GraphBuilder;
import io.molspectra.graph.Tensor;
import io.molspectra.graph.Value;
import io.molspectra.network.SpecFormerNetwork;
import io.molspectra.network.SpecFormerNetwork.PatchError;
import io.molspectra.network.SpecFormerSettings;
import io.molspectra.trainer.execute.Precision;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * SpecFormer with the reference's options: inference, training with its batch statistics, and the
 * gradients of both objectives. The files of other sizes are not in the repository; their paths may
 * be given, separated by the system's path separator:
 *
 * <pre>{@code
 * ./mvnw -B -pl trainer -am test -Dtest=SpecFormerOracleTest \
 *     -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Doracle.specformer=/path/specformer_default.npz:/path/specformer_601_p20d10.npz
 * }</pre>
 */
class SpecFormerOracleTest {
  private static final double VALUES = 1e-9;
  private static final double GRADIENTS = 1e-7;

  /** Arrays the file holds in float32 alone. */
  private static final double STORED_IN_FLOAT32 = Math.ulp(1f);

  /** The files have no float32 gradients to tell what rounding costs; float64 is the evidence. */
  private static final double FLOAT32_GRADIENTS = 1e-4;

  /** Tokens have no float32 run either; ten times the table of the oracles' description. */
  private static final double FLOAT32_TOKENS = 4e-5;

  static Stream<Arguments> files() {
    String more = System.getProperty("oracle.specformer", "");
    Stream<Oracle> given =
        Arrays.stream(more.split(java.io.File.pathSeparator))
            .filter(path -> !path.isBlank())
            .map(path -> Oracle.at(Path.of(path)));
    return Stream.concat(Stream.of(Oracle.of("specformer_small")), given)
        .flatMap(
            oracle ->
                Arrays.stream(Precision.values())
                    .map(precision -> Arguments.of(precision, oracle, oracle.file())));
  }

  @ParameterizedTest(name = "{2} {0}")
  @MethodSource("files")
  void inference(Precision precision, Oracle oracle, String name) {
    compare(
        oracle,
        precision,
        "eval",
        OracleNetwork.run(graph(oracle, false), precision, SpecFormerOracle.inputs(oracle)));
  }

  @ParameterizedTest(name = "{2} {0}")
  @MethodSource("files")
  void trainingWithBatchStatistics(Precision precision, Oracle oracle, String name) {
    Graph graph = graph(oracle, true);
    Map<String, Tensor> results =
        OracleNetwork.run(graph, precision, SpecFormerOracle.inputs(oracle));
    compare(oracle, precision, "train", results);
    Map<String, String> statistics = SpecFormerNetwork.statistics(graph);
    assertEquals(12, statistics.size());
    statistics.forEach(
        (running, batch) -> {
          String key = running.substring(SpecFormerOracle.MODEL.length());
          double[] values = Objects.requireNonNull(results.get(batch)).toDoubles();
          double[] before = oracle.doubles("w/" + key);
          double[] after = new double[values.length];
          Arrays.setAll(after, i -> 0.9 * before[i] + 0.1 * values[i]);
          oracle.assertWithin(
              precision.name(),
              "out/train/after/*",
              oracle.doubles("out/train/after/" + key),
              after,
              precision == Precision.FLOAT64 ? VALUES : FLOAT32_TOKENS);
        });
  }

  @ParameterizedTest(name = "{2} {0}")
  @MethodSource("files")
  void gradientsOfBothObjectives(Precision precision, Oracle oracle, String name) {
    GraphBuilder builder = GraphBuilder.continuing(graph(oracle, true));
    Value embedding = builder.value(SpecFormerNetwork.EMBEDDING);
    Value cotangent =
        builder.input("cotangent", DType.FLOAT, Dim.symbol("M"), embedding.shape().last());
    builder.output(
        "objective",
        embedding
            .times(cotangent)
            .sum(0, 1)
            .plus(builder.value(SpecFormerNetwork.LOSS_RECONSTRUCT)));
    Map<String, Tensor> inputs = SpecFormerOracle.inputs(oracle);
    inputs.put("cotangent", oracle.tensor("in/grad_cotangent_z_s"));
    ParameterGradients.compare(
        oracle,
        builder.build(),
        precision,
        inputs,
        "objective",
        "grad/",
        SpecFormerOracle.MODEL,
        key -> precision == Precision.FLOAT64 ? GRADIENTS : FLOAT32_GRADIENTS);
  }

  @Test
  void theLargestRandomNumbersAreHidden() {
    var oracle = Oracle.of("specformer_small");
    Map<String, Tensor> inputs = SpecFormerOracle.inputs(oracle);
    for (String kind : SpecFormerOracle.KINDS) {
      assertArrayEquals(
          oracle.doubles("out/mask_" + kind),
          Objects.requireNonNull(inputs.get(SpecFormerNetwork.mask(kind))).toDoubles(),
          kind);
    }
  }

  @Test
  void everyWeightOfTheReferenceHasItsPlace() {
    var oracle = Oracle.of("specformer_small");
    var weights = SpecFormerOracle.weights(oracle);
    SpecFormerNetwork.forReconstruction(
        "weights", SpecFormerOracle.settings(oracle), weights, PatchError.MEAN_SQUARE, false);
    weights.check(
        Set.copyOf(
            oracle.keys("w/").stream()
                .filter(key -> key.endsWith("num_batches_tracked"))
                .map(key -> SpecFormerOracle.MODEL + key.substring("w/".length()))
                .toList()),
        false);
  }

  private static Graph graph(Oracle oracle, boolean training) {
    SpecFormerSettings settings = SpecFormerOracle.settings(oracle);
    return SpecFormerNetwork.forReconstruction(
            "oracle", settings, SpecFormerOracle.weights(oracle), PatchError.MEAN_SQUARE, training)
        .build();
  }

  private static void compare(
      Oracle oracle, Precision precision, String mode, Map<String, Tensor> results) {
    String out = "out/" + mode + "/";
    boolean exact = precision == Precision.FLOAT64;
    boolean rounded = oracle.array(out + "tokens").type() == io.molspectra.npz.NpyType.FLOAT32;
    oracle.assertWithin(
        precision.name(),
        out + "tokens",
        oracle.doubles(out + "tokens"),
        Objects.requireNonNull(results.get(SpecFormerNetwork.TOKENS)).toDoubles(),
        exact ? rounded ? STORED_IN_FLOAT32 : VALUES : FLOAT32_TOKENS);
    oracle.compare(precision, out + "z_s", results.get(SpecFormerNetwork.EMBEDDING), VALUES);
    oracle.compare(
        precision,
        out + "loss_reconstruct",
        results.get(SpecFormerNetwork.LOSS_RECONSTRUCT),
        VALUES);
    double[] each =
        SpecFormerOracle.KINDS.stream()
            .mapToDouble(
                kind ->
                    Objects.requireNonNull(results.get(SpecFormerNetwork.loss(kind)))
                        .toDoubles()[0])
            .toArray();
    oracle.compare(precision, out + "loss_per_spectrum", each, VALUES);
  }
}
