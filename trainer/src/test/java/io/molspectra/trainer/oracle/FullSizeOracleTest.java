package io.molspectra.trainer.oracle;

import static java.util.Map.entry;

import io.molspectra.graph.Graph;
import io.molspectra.graph.Tensor;
import io.molspectra.network.MoleculeNetwork;
import io.molspectra.trainer.execute.Precision;
import io.molspectra.trainer.objective.RunningNoiseNormalizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The full-size network, 8 layers of 256 channels. The file (14 MB) is not in the repository; give
 * its path:
 *
 * <pre>{@code
 * ./mvnw -B -pl trainer -am test -Dtest=FullSizeOracleTest \
 *     -Dsurefire.failIfNoSpecifiedTests=false -Doracle.full=/path/et_qm9_full.npz
 * }</pre>
 */
@EnabledIfSystemProperty(
    named = FullSizeOracleTest.FILE,
    matches = ".+",
    disabledReason = "et_qm9_full.npz is not in the repository: give -Doracle.full=PATH")
class FullSizeOracleTest {
  static final String FILE = "oracle.full";

  private static final double VALUES = 1e-9;
  private static final double FORCES = 1e-6;
  private static final double GRADIENTS = 1e-7;

  /** Of arrays the file holds in float32 alone, or has no float32 run of. */
  private static final double STORED_IN_FLOAT32 = Math.ulp(1f);

  private static final double VECTORS_ROUNDING = 1.8e-5;

  private static final String ENCODER = "grad/denoise/representation_model.";
  private static final String HEAD = "grad/denoise/output_model_noise.output_network.1.";

  /** Errors of the reference's own float32 gradients, from the oracles' table. */
  private static final Map<String, Double> GRADIENT_ROUNDING =
      Map.ofEntries(
          entry(ENCODER + "neighbor_embedding.distance_proj.weight", 5.2e-6),
          entry(ENCODER + "neighbor_embedding.distance_proj.bias", 2.0e-6),
          entry(ENCODER + "attention_layers.0.dk_proj.weight", 3.1e-6),
          entry(ENCODER + "attention_layers.0.dk_proj.bias", 2.1e-6),
          entry(ENCODER + "attention_layers.7.layernorm.weight", 3.6e-6),
          entry(ENCODER + "attention_layers.7.layernorm.bias", 1.7e-6),
          entry(ENCODER + "x_norms.5.weight", 2.5e-6),
          entry(ENCODER + "x_norms.5.bias", 2.8e-6),
          entry(ENCODER + "vec_norms.3.weight", 2.5e-6),
          entry(ENCODER + "out_norm.weight", 2.0e-6),
          entry(ENCODER + "out_norm_vec.weight", 2.3e-6),
          entry(HEAD + "vec1_proj.weight", 3.9e-6),
          entry(HEAD + "vec2_proj.weight", 2.2e-6),
          entry(HEAD + "update_net.0.weight", 1.8e-6),
          entry(HEAD + "update_net.0.bias", 1.4e-6),
          entry(HEAD + "update_net.2.weight", 1.6e-6),
          entry(HEAD + "update_net.2.bias", 1.3e-6),
          entry("", 5.2e-6));

  @ParameterizedTest
  @EnumSource
  void outputsAndGradients(Precision precision) {
    var oracle = Oracle.at(Path.of(System.getProperty(FILE)));
    Graph graph = OracleNetwork.of(oracle).withDenoisingLoss().build();
    double[] target =
        new RunningNoiseNormalizer(RunningNoiseNormalizer.Precision.valueOf(precision.name()))
            .normalizeInTraining(oracle.array("in/pos_target").toFloats());
    Map<String, Tensor> inputs = oracle.inputs();
    inputs.put(MoleculeNetwork.NOISE_TARGET, Tensor.of(target, target.length / 3, 3));

    Map<String, Tensor> results = OracleNetwork.run(graph, precision, inputs);
    oracle.compare(precision, "out/x_rep", results.get("atom_scalars"), VALUES);
    oracle.compare(precision, "out/energy", results.get("energy"), VALUES);
    oracle.compare(precision, "out/noise_pred", results.get("noise"), VALUES);
    oracle.compare(precision, "out/mol_feature", results.get("embedding"), VALUES);
    oracle.compare(precision, "out/loss_denoise", results.get("loss_denoise"), VALUES);
    oracle.compare(precision, "out/minus_dE_dpos", results.get("forces"), FORCES);
    boolean exact = precision == Precision.FLOAT64;
    oracle.assertWithin(
        precision.name(),
        "out/vec_rep",
        oracle.doubles("out/vec_rep"),
        Objects.requireNonNull(results.get("atom_vectors")).toDoubles(),
        exact ? STORED_IN_FLOAT32 : Oracle.ROUNDING_FACTOR * VECTORS_ROUNDING);
    ParameterGradients.compare(
        oracle,
        graph,
        precision,
        inputs,
        "loss_denoise",
        "grad/denoise/",
        key -> exact ? GRADIENTS : Oracle.ROUNDING_FACTOR * GRADIENT_ROUNDING.get(key));
  }

  @Test
  void predictionsOfTheImportedBundle(@TempDir Path folder) throws IOException {
    var oracle = Oracle.at(Path.of(System.getProperty(FILE)));
    ImportedBundleOracleTest.compare(oracle, "out/minus_dE_dpos", folder, 32);
  }
}
