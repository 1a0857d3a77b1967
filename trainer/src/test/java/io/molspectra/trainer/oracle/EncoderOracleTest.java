package io.molspectra.trainer.oracle;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.molspectra.graph.DType;
import io.molspectra.graph.Dim;
import io.molspectra.graph.Graph;
import io.molspectra.graph.GraphBuilder;
import io.molspectra.graph.Tensor;
import io.molspectra.graph.Value;
import io.molspectra.network.MoleculeNetwork;
import io.molspectra.network.ReferenceWeights;
import io.molspectra.trainer.execute.Gradients;
import io.molspectra.trainer.execute.GraphExecutor;
import io.molspectra.trainer.execute.Precision;
import io.molspectra.trainer.execute.Tensors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reference preset, values and gradients. */
class EncoderOracleTest {
  private static final double VALUES = 1e-9;
  private static final double GRADIENTS = 1e-7;

  private static MoleculeNetwork network(Oracle oracle, ReferenceWeights weights) {
    return new MoleculeNetwork("oracle", oracle.settings(), weights)
        .withEnergy(oracle.doubles("w/std")[0], oracle.doubles("w/mean")[0])
        .withForces()
        .withNoise();
  }

  @Test
  void qm9ConfigurationInFloat64() {
    var oracle = Oracle.of("et_qm9_small");
    Map<String, Tensor> results = run(oracle, Precision.FLOAT64);
    oracle.assertClose("out/x_rep", results.get("atom_scalars"), VALUES);
    oracle.assertClose("out/vec_rep", results.get("atom_vectors"), VALUES);
    oracle.assertClose("out/mol_feature", results.get("embedding"), VALUES);
    oracle.assertClose("out/energy", results.get("energy"), VALUES);
    oracle.assertClose("out/noise_pred", results.get("noise"), VALUES);
    oracle.assertClose("out/minus_dE_dpos", results.get("forces"), 1e-6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"et_md17_small", "et_md17_small_conf"})
  void md17ConfigurationInFloat64(String file) {
    var oracle = Oracle.of(file);
    Map<String, Tensor> results = run(oracle, Precision.FLOAT64);
    oracle.assertClose("out/x_rep", results.get("atom_scalars"), VALUES);
    oracle.assertClose("out/vec_rep", results.get("atom_vectors"), VALUES);
    oracle.assertClose("out/energy", results.get("energy"), VALUES);
    oracle.assertClose("out/noise_pred", results.get("noise"), VALUES);
    oracle.assertClose("out/forces", results.get("forces"), GRADIENTS);
  }

  private static Map<String, Tensor> run(Oracle oracle, Precision precision) {
    var weights = oracle.weights("w/");
    Graph graph = network(oracle, weights).build();
    weights.check(
        Set.of(
            "mean",
            "std",
            "pos_normalizer.acc_sum",
            "pos_normalizer.acc_squared_sum",
            "pos_normalizer.acc_count",
            "pos_normalizer.num_accumulations"),
        false);
    try (NDManager manager = NDManager.newBaseManager();
        var executor = new GraphExecutor(graph, manager, precision)) {
      return executor.evaluate(oracle.inputs());
    }
  }

  @Test
  void denoisingGradientsInFloat64() {
    var oracle = Oracle.of("et_qm9_small");
    var weights = oracle.weights("w/");
    Graph graph = network(oracle, weights).withDenoisingLoss().build();
    Map<String, Tensor> inputs = oracle.inputs();
    inputs.put("noise_target", oracle.tensor("out/normalized_target"));
    compareGradients(oracle, graph, inputs, "loss_denoise", "out/loss_denoise", "grad/denoise/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"et_md17_small", "et_md17_small_conf"})
  void gradientsOfEnergyAndForceLossInFloat64(String file) {
    var oracle = Oracle.of(file);
    GraphBuilder builder = GraphBuilder.continuing(network(oracle, oracle.weights("w/")).build());
    Value energies = builder.input("y", DType.FLOAT, Dim.symbol("M"), Dim.ONE);
    Value forces = builder.input("dy", DType.FLOAT, Dim.symbol("A"), Dim.of(3));
    Value energyLoss = builder.value("energy").minus(energies).squared().mean();
    Value forceLoss = builder.value("forces").minus(forces).squared().mean();
    builder.output(
        "loss",
        energyLoss
            .times(oracle.meta("energy_weight"))
            .plus(forceLoss.times(oracle.meta("force_weight"))));
    Map<String, Tensor> inputs = oracle.inputs();
    inputs.put("y", oracle.tensor("in/y"));
    inputs.put("dy", oracle.tensor("in/dy"));
    compareGradients(oracle, builder.build(), inputs, "loss", "out/loss", "grad/");
  }

  private static void compareGradients(
      Oracle oracle,
      Graph graph,
      Map<String, Tensor> inputs,
      String loss,
      String lossKey,
      String prefix) {
    try (NDManager manager = NDManager.newBaseManager();
        var executor =
            new GraphExecutor(graph.select("loss", List.of(loss)), manager, Precision.FLOAT64)) {
      var given = new LinkedHashMap<>(inputs);
      given.keySet().retainAll(executor.graph().inputs());
      Map<String, NDArray> arrays = Tensors.toArrays(manager, Precision.FLOAT64, given);
      Gradients gradients = Gradients.of(executor, manager, arrays, loss);
      oracle.assertClose(
          lossKey,
          oracle.doubles(lossKey),
          Tensors.toDoubles(gradients.outputs().get(loss)),
          VALUES);
      var failures = new ArrayList<String>();
      int compared = 0;
      for (String key : oracle.keys(prefix)) {
        String name = key.substring(prefix.length());
        NDArray gradient = gradients.gradients().get(name);
        if (gradient == null) {
          double largest =
              Oracle.relativeError(new double[oracle.doubles(key).length], oracle.doubles(key));
          if (largest > 1e-12) {
            failures.add(key + ": no gradient, but the reference has " + largest);
          }
          continue;
        }
        // The reference's layout, through the same mapping as its weights.
        Tensor expected =
            new ReferenceWeights(Map.of(name, oracle.tensor(key)), oracle.size("num_heads"))
                .get(
                    name,
                    io.molspectra.network.ParameterSource.Initialisation.ZERO,
                    gradient.getShape().getShape());
        double[] reference =
            name.contains("embedding.weight") ? oracle.doubles(key) : expected.toDoubles();
        double scale = 0;
        for (double value : reference) {
          scale = Math.max(scale, Math.abs(value));
        }
        double error = Oracle.relativeError(reference, Tensors.toDoubles(gradient));
        if (scale > 1e-10 && error > GRADIENTS) {
          failures.add("%s: relative error %.3g of %.3g".formatted(key, error, scale));
        }
        compared++;
      }
      org.junit.jupiter.api.Assertions.assertTrue(compared > 20, "compared " + compared);
      org.junit.jupiter.api.Assertions.assertEquals(List.of(), failures);
    }
  }
}
