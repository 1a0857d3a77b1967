package io.molspectra.trainer.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.molspectra.bundle.Bundle;
import io.molspectra.molecule.Molecule;
import io.molspectra.predict.MolSpectra;
import io.molspectra.predict.MolSpectraModel;
import io.molspectra.predict.Options;
import io.molspectra.predict.ScalarsWithForces;
import io.molspectra.trainer.export.BundleExporter;
import io.molspectra.trainer.export.ExportedModel;
import io.molspectra.trainer.reference.ReferenceConfig;
import io.molspectra.trainer.reference.ReferenceImport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Weights of the reference, imported as a bundle, answered by ONNX Runtime through the SDK. */
class ImportedBundleOracleTest {
  /** ONNX Runtime computes in float32. */
  private static final String RUNTIME = "ONNX Runtime";

  @ParameterizedTest
  @CsvSource({
    "et_qm9_small, out/minus_dE_dpos",
    "et_md17_small, out/forces",
    "et_md17_small_conf, out/forces"
  })
  void predictionsAreThoseOfTheReference(String file, String forcesKey, @TempDir Path folder)
      throws IOException {
    compare(Oracle.of(file), forcesKey, folder, 1, 4, 32);
  }

  /** Imports, exports, and predicts in batches of several sizes. */
  static void compare(Oracle oracle, String forcesKey, Path folder, int... batches)
      throws IOException {
    List<Molecule> molecules = oracle.molecules();
    ExportedModel imported = imported(oracle, folder);
    Bundle bundle =
        BundleExporter.export(imported, folder.resolve("bundle"), molecules.subList(0, 4));
    for (int batch : batches) {
      Options options = Options.defaults().withBatch(batch, 4096);
      try (MolSpectraModel model = MolSpectra.load(bundle.folder(), options)) {
        ScalarsWithForces energies = model.predictWithForces("energy", molecules);
        compare(oracle, "out/energy", narrowed(energies.values()));
        compare(oracle, forcesKey, energies.forces().values());
        compare(oracle, "out/energy", narrowed(model.predict("energy", molecules)));
        compare(oracle, "out/noise_pred", model.noise(molecules).values());
        if (oracle.has("out/mol_feature")) {
          compare(oracle, "out/mol_feature", model.embed(molecules).values());
        }
        assertEquals(List.of(), model.verify().failures());
      }
    }
  }

  private static ExportedModel imported(Oracle oracle, Path folder) throws IOException {
    Path config = folder.resolve("config.yaml");
    Files.writeString(
        config,
        """
        embedding_dimension: %d
        num_layers: %d
        num_heads: %d
        num_rbf: %d
        cutoff_lower: 0.0
        cutoff_upper: 5.0
        max_z: %d
        use_dataset_md17: %b
        layernorm_on_vec: whitened
        """
            .formatted(
                oracle.size("embedding_dimension"),
                oracle.size("num_layers"),
                oracle.size("num_heads"),
                oracle.size("num_rbf"),
                oracle.size("max_z"),
                oracle.size("use_dataset_md17") != 0));
    return ReferenceImport.read("imported", oracle.path(), ReferenceConfig.read(config), false);
  }

  private static void compare(Oracle oracle, String key, float[] actual) {
    double[] widened = new double[actual.length];
    for (int i = 0; i < actual.length; i++) {
      widened[i] = actual[i];
    }
    oracle.assertWithin(RUNTIME, key, oracle.doubles(key), widened, oracle.rounding(key));
  }

  private static float[] narrowed(double[] values) {
    float[] narrowed = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      narrowed[i] = (float) values[i];
    }
    return narrowed;
  }
}
