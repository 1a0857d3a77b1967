package io.molspectra.trainer.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.graph.Graph;
import io.molspectra.graph.Tensor;
import io.molspectra.network.HeadKind;
import io.molspectra.network.Heads;
import io.molspectra.network.LossKind;
import io.molspectra.network.MoleculeNetwork;
import io.molspectra.network.PropertyHead;
import io.molspectra.network.ReferenceWeights;
import io.molspectra.trainer.execute.Precision;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The loss of fine-tuning as it is trained, with standardised targets: it is the reference's loss
 * of energies and forces over the square of the scale, and so are its gradients.
 */
class PropertyLossOracleTest {
  /** As of the same loss without standardisation; the scale is a number like others. */
  private static final double TOLERANCE = 1e-7;

  /** A gradient below this is rounding noise of a mathematical zero. */
  private static final double ZERO = 1e-10;

  private static final String TASK = "energy";

  @ParameterizedTest
  @ValueSource(strings = {"et_md17_small", "et_md17_small_conf"})
  void standardisedLossOfEnergyAndForcesIsTheReferencesOverTheSquaredScale(String file) {
    var oracle = Oracle.of(file);
    double scale = oracle.doubles("w/std")[0];
    double offset = oracle.doubles("w/mean")[0];
    Graph graph = graph(oracle, new PropertyHead(TASK, HeadKind.SCALAR, scale, offset, Map.of()));
    Map<String, Tensor> inputs = inputs(oracle, scale, offset);
    Map<String, Tensor> results = OracleNetwork.run(graph, Precision.FLOAT64, inputs);
    oracle.compare(Precision.FLOAT64, "out/energy", results.get(TASK), TOLERANCE);
    oracle.compare(Precision.FLOAT64, "out/forces", results.get("forces"), TOLERANCE);
    compare(oracle, "out/loss_y", results.get("loss_energy"), scale);
    compare(oracle, "out/loss_dy", results.get("loss_forces"), scale);
    compare(oracle, "out/loss", results.get("loss"), scale);

    Map<String, double[]> gradients =
        ParameterGradients.of(graph, Precision.FLOAT64, inputs, MoleculeNetwork.LOSS);
    int compared = 0;
    for (Map.Entry<String, double[]> entry : gradients.entrySet()) {
      String name = entry.getKey();
      String theirs = name.replaceFirst("^" + Heads.PROPERTY + "_" + TASK, Heads.PROPERTY);
      String key = "grad/" + theirs;
      double[] expected = ParameterGradients.inOurLayout(oracle, key, theirs, graph(oracle));
      if (Oracle.largest(expected) > ZERO) {
        double[] actual = Arrays.stream(entry.getValue()).map(g -> g * scale * scale).toArray();
        assertTrue(Oracle.relativeError(expected, actual) <= TOLERANCE, name);
        compared++;
      }
    }
    assertTrue(compared > 10, "compared only " + compared);
  }

  private static void compare(Oracle oracle, String key, Tensor standardised, double scale) {
    double expected = oracle.doubles(key)[0];
    double actual = Objects.requireNonNull(standardised).toDoubles()[0] * scale * scale;
    assertEquals(expected, actual, TOLERANCE * expected, key);
  }

  /** The network under the names of the reference, for the shapes of its parameters. */
  private static Graph graph(Oracle oracle) {
    return OracleNetwork.of(oracle).build();
  }

  private static Graph graph(Oracle oracle, PropertyHead head) {
    var state = new HashMap<String, Tensor>();
    oracle
        .state("w/")
        .forEach(
            (name, tensor) ->
                state.put(
                    name.replaceFirst("^" + Heads.PROPERTY + "\\.", head.parameters() + "."),
                    tensor));
    var weights = new LinkedHashMap<String, Double>();
    weights.put(TASK, oracle.meta("energy_weight"));
    weights.put(MoleculeNetwork.FORCES, oracle.meta("force_weight"));
    return new MoleculeNetwork(
            "oracle", oracle.settings(), new ReferenceWeights(state, oracle.heads()))
        .withProperty(head)
        .withForces(head)
        .withPropertyLosses(weights, LossKind.MSE)
        .build();
  }

  private static Map<String, Tensor> inputs(Oracle oracle, double scale, double offset) {
    Map<String, Tensor> inputs = oracle.inputs();
    double[] energies = oracle.doubles("in/y");
    double[] weights = new double[energies.length];
    Arrays.fill(weights, 1.0 / energies.length);
    Arrays.setAll(energies, m -> (energies[m] - offset) / scale);
    double[] forces = oracle.doubles("in/dy");
    Arrays.setAll(forces, k -> forces[k] / scale);
    inputs.put("energy_target", Tensor.of(energies, energies.length, 1));
    inputs.put("energy_weight", Tensor.of(weights, energies.length, 1));
    inputs.put("forces_target", Tensor.of(forces, forces.length / 3, 3));
    return inputs;
  }
}
