package io.molspectra.trainer.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.graph.Graph;
import io.molspectra.graph.Tensor;
import io.molspectra.molecule.Molecule;
import io.molspectra.network.MoleculeNetwork;
import io.molspectra.network.VectorNorm;
import io.molspectra.trainer.execute.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Geometries for which the reference's whitening is ill-conditioned: exact equilibrium structures,
 * and linear and planar molecules in any orientation. Its own results in float32 and float64 differ
 * by up to their full size there, so errors are reported and only finiteness is asserted.
 */
class StressOracleTest {

  @ParameterizedTest
  @ValueSource(strings = {"stress_exact_geometry", "stress_rotated_planar"})
  void qm9ConfigurationStaysFinite(String file) {
    var oracle = Oracle.of(file);
    // The weights are those of another file.
    var weights = Oracle.of("et_qm9_small");
    Graph graph =
        new MoleculeNetwork("stress", oracle.settings(), weights.weights("w/"))
            .withEnergy(weights.doubles("w/std")[0], weights.doubles("w/mean")[0])
            .withForces()
            .withNoise()
            .build();
    var inside = new EncoderValues(graph, oracle.size("num_layers"));
    var wanted = new ArrayList<>(graph.outputs());
    wanted.addAll(List.of(inside.vectors(0), inside.vectors(1)));
    Map<String, Tensor> results =
        OracleNetwork.run(graph.select("stress", wanted), Precision.FLOAT64, oracle.inputs());
    oracle.report("out/layer0/vec", results.get(inside.vectors(0)));
    oracle.report("out/layer1/vec", results.get(inside.vectors(1)));
    oracle.report("out/x_rep", results.get("atom_scalars"));
    oracle.report("out/vec_rep", results.get("atom_vectors"));
    oracle.report("out/qm9/energy", results.get("energy"));
    oracle.report("out/qm9/noise_pred", results.get("noise"));
    reportForces(oracle, "out/qm9/minus_dE_dpos", results.get("forces"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"stress_exact_geometry", "stress_rotated_planar"})
  void md17ConfigurationStaysFinite(String file) {
    var oracle = Oracle.of(file);
    Map<String, Tensor> results =
        OracleNetwork.run(md17(oracle), Precision.FLOAT64, oracle.inputs());
    oracle.report("out/md17/energy", results.get("energy"));
    reportForces(oracle, "out/md17/forces", results.get("forces"));
  }

  /** Methane's carbon is the worst: its forces drown all others. */
  private static void reportForces(Oracle oracle, String key, Tensor forces) {
    oracle.report(key, forces);
    String[] names = oracle.array("meta/names").toStrings();
    List<Molecule> molecules = oracle.molecules();
    int atoms = 0;
    for (int m = 0; m < names.length; m++) {
      int from = 3 * atoms;
      atoms += molecules.get(m).atomCount();
      double[] expected = Arrays.copyOfRange(oracle.doubles(key), from, 3 * atoms);
      double[] actual = Arrays.copyOfRange(forces.toDoubles(), from, 3 * atoms);
      Figures.record(
          oracle.file(),
          key + " of " + names[m],
          Oracle.REPORTED,
          Oracle.relativeError(expected, actual),
          Double.POSITIVE_INFINITY);
    }
  }

  /** In the reference, one single atom makes every gradient of a force loss NaN. */
  @Test
  void gradientsOfTheForceLossAreFiniteWithSingleAtoms() {
    var oracle = Oracle.of("stress_exact_geometry");
    assertTrue(oracle.doubles("out/md17/param_grad_nan_count")[0] > 0);
    assertTrue(oracle.molecules().stream().anyMatch(molecule -> molecule.atomCount() == 1));
    Graph graph = OracleNetwork.withForceLoss(md17(oracle), 0.2, 0.8);
    Map<String, Tensor> inputs = oracle.inputs();
    inputs.put("y", Tensor.filled(0, oracle.molecules().size(), 1));
    inputs.put("dy", Tensor.filled(0, oracle.array("in/z").size(), 3));
    for (Precision precision : Precision.values()) {
      var notFinite = new ArrayList<String>();
      ParameterGradients.of(graph, precision, inputs, "loss")
          .forEach(
              (name, gradient) -> {
                if (!Arrays.stream(gradient).allMatch(Double::isFinite)) {
                  notFinite.add(name);
                }
              });
      assertEquals(List.of(), notFinite, precision.name());
    }
  }

  private static Graph md17(Oracle oracle) {
    var settings = oracle.settings().withNorms(false, VectorNorm.NONE, VectorNorm.WHITENED);
    return new MoleculeNetwork("stress", settings, oracle.weights("w/md17/"))
        .withEnergy(oracle.doubles("w/md17/std")[0], oracle.doubles("w/md17/mean")[0])
        .withForces()
        .build();
  }
}
