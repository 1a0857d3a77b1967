package io.molspectra.trainer.oracle;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.graph.Graph;
import io.molspectra.graph.Tensor;
import io.molspectra.network.MoleculeNetwork;
import io.molspectra.trainer.execute.Precision;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The reference preset: outputs, values of every layer, and gradients of every loss. */
class EncoderOracleTest {
  private static final double VALUES = 1e-9;
  private static final double GRADIENTS = 1e-7;

  /** Forces of the configuration that whitens after every layer, which amplifies rounding. */
  private static final double WHITENED_FORCES = 1e-6;

  @ParameterizedTest
  @EnumSource
  void qm9Configuration(Precision precision) {
    var oracle = Oracle.of("et_qm9_small");
    Map<String, Tensor> results =
        OracleNetwork.run(OracleNetwork.of(oracle).build(), precision, oracle.inputs());
    oracle.compare(precision, "out/x_rep", results.get("atom_scalars"), VALUES);
    oracle.compare(precision, "out/vec_rep", results.get("atom_vectors"), VALUES);
    oracle.compare(precision, "out/mol_feature", results.get("embedding"), VALUES);
    oracle.compare(precision, "out/energy", results.get("energy"), VALUES);
    oracle.compare(precision, "out/noise_pred", results.get("noise"), VALUES);
    oracle.compare(precision, "out/minus_dE_dpos", results.get("forces"), WHITENED_FORCES);
  }

  @ParameterizedTest
  @CsvSource({
    "et_md17_small, FLOAT64",
    "et_md17_small, FLOAT32",
    "et_md17_small_conf, FLOAT64",
    "et_md17_small_conf, FLOAT32"
  })
  void md17Configuration(String file, Precision precision) {
    var oracle = Oracle.of(file);
    Map<String, Tensor> results =
        OracleNetwork.run(forceLoss(oracle), precision, withTargets(oracle));
    oracle.compare(precision, "out/x_rep", results.get("atom_scalars"), VALUES);
    oracle.compare(precision, "out/vec_rep", results.get("atom_vectors"), VALUES);
    oracle.compare(precision, "out/energy", results.get("energy"), VALUES);
    oracle.compare(precision, "out/noise_pred", results.get("noise"), VALUES);
    oracle.compare(precision, "out/forces", results.get("forces"), GRADIENTS);
    oracle.compare(precision, "out/loss_y", results.get("loss_y"), VALUES);
    oracle.compare(precision, "out/loss_dy", results.get("loss_dy"), GRADIENTS);
    oracle.compare(precision, "out/loss", results.get("loss"), GRADIENTS);
  }

  @Test
  void noWeightIsLeftOver() {
    for (String file : new String[] {"et_qm9_small", "et_md17_small", "et_md17_small_conf"}) {
      var oracle = Oracle.of(file);
      var weights = oracle.weights("w/");
      OracleNetwork.of(oracle, weights).build();
      weights.check(
          Set.of(
              "mean",
              "std",
              "pos_normalizer.acc_sum",
              "pos_normalizer.acc_squared_sum",
              "pos_normalizer.acc_count",
              "pos_normalizer.num_accumulations"),
          false);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"et_qm9_small", "et_md17_small", "et_md17_small_conf"})
  void valuesOfEveryLayer(String file) {
    var oracle = Oracle.of(file);
    int layers = oracle.size("num_layers");
    Graph graph = OracleNetwork.of(oracle).build();
    var inside = new EncoderValues(graph, layers);
    var names = new LinkedHashMap<String, String>();
    names.put("out/neighbor_embedding", inside.neighborEmbedding());
    for (int layer = 0; layer < layers; layer++) {
      String prefix = "out/layer%d/".formatted(layer);
      names.put(prefix + "dx", inside.scalarIncrement(layer));
      names.put(prefix + "dvec", inside.vectorIncrement(layer));
      if (oracle.has(prefix + "x")) {
        names.put(prefix + "x", inside.scalars(layer));
        names.put(prefix + "vec", inside.vectors(layer));
      }
    }
    assertTrue(oracle.keys("out/layer").stream().allMatch(names::containsKey));
    for (Precision precision : Precision.values()) {
      Map<String, Tensor> results =
          OracleNetwork.run(graph.select("layers", names.values()), precision, oracle.inputs());
      names.forEach((key, name) -> oracle.compare(precision, key, results.get(name), VALUES));
    }
  }

  @ParameterizedTest
  @EnumSource
  void gradientsOfTheDenoisingLoss(Precision precision) {
    var oracle = Oracle.of("et_qm9_small");
    Graph graph = OracleNetwork.of(oracle).withDenoisingLoss().build();
    Map<String, Tensor> inputs = oracle.inputs();
    inputs.put(MoleculeNetwork.NOISE_TARGET, oracle.tensor("out/normalized_target"));
    oracle.compare(
        precision,
        "out/loss_denoise",
        OracleNetwork.run(graph, precision, inputs).get("loss_denoise"),
        VALUES);
    ParameterGradients.compare(
        oracle,
        graph,
        precision,
        inputs,
        "loss_denoise",
        "grad/denoise/",
        gradientTolerance(precision, 4.6e-5));
  }

  @ParameterizedTest
  @EnumSource
  void gradientsOfTheEnergyLoss(Precision precision) {
    var oracle = Oracle.of("et_qm9_small");
    Graph graph = OracleNetwork.withEnergyLoss(OracleNetwork.of(oracle).build());
    Map<String, Tensor> inputs = oracle.inputs();
    inputs.put("y", oracle.tensor("in/y"));
    oracle.compare(
        precision, "out/loss_y", OracleNetwork.run(graph, precision, inputs).get("loss_y"), VALUES);
    ParameterGradients.compare(
        oracle,
        graph,
        precision,
        inputs,
        "loss_y",
        "grad/y/",
        gradientTolerance(precision, 4.6e-5));
  }

  /** A second derivative: the forces are one already. */
  @ParameterizedTest
  @CsvSource({
    "et_md17_small, FLOAT64, 2.8e-5",
    "et_md17_small, FLOAT32, 2.8e-5",
    "et_md17_small_conf, FLOAT64, 2.6e-6",
    "et_md17_small_conf, FLOAT32, 2.6e-6"
  })
  void gradientsOfTheEnergyAndForceLoss(String file, Precision precision, double rounding) {
    var oracle = Oracle.of(file);
    ParameterGradients.compare(
        oracle,
        forceLoss(oracle),
        precision,
        withTargets(oracle),
        "loss",
        "grad/",
        gradientTolerance(precision, rounding));
  }

  private static Graph forceLoss(Oracle oracle) {
    return OracleNetwork.withForceLoss(
        OracleNetwork.of(oracle).build(),
        oracle.meta("energy_weight"),
        oracle.meta("force_weight"));
  }

  private static Map<String, Tensor> withTargets(Oracle oracle) {
    Map<String, Tensor> inputs = oracle.inputs();
    inputs.put("y", oracle.tensor("in/y"));
    inputs.put("dy", oracle.tensor("in/dy"));
    return inputs;
  }

  /**
   * @param rounding error of the reference's own worst float32 gradient, from the oracles' table
   */
  private static ToDoubleFunction<String> gradientTolerance(Precision precision, double rounding) {
    return key -> precision == Precision.FLOAT64 ? GRADIENTS : Oracle.ROUNDING_FACTOR * rounding;
  }
}
