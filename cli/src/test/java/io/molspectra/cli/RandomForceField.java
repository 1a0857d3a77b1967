package io.molspectra.cli;

import io.molspectra.bundle.Preprocessor;
import io.molspectra.bundle.TaskSpec;
import io.molspectra.molecule.Molecule;
import io.molspectra.network.EncoderSettings;
import io.molspectra.network.MoleculeNetwork;
import io.molspectra.network.Preset;
import io.molspectra.network.RandomParameters;
import io.molspectra.trainer.export.BundleExporter;
import io.molspectra.trainer.export.ExportedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A bundle with an energy in kcal/mol, and its forces in both precisions. */
final class RandomForceField {

  private RandomForceField() {}

  static Path in(Path folder, List<Molecule> golden) throws IOException {
    EncoderSettings settings = EncoderSettings.of(Preset.MOLSPECTRA, 16, 2, 4, 16, 0, 5, 20);
    var network =
        new MoleculeNetwork("random", settings, new RandomParameters(5))
            .withEnergy(20, -1000)
            .withForces();
    var model =
        new ExportedModel(
                "random",
                network.build(),
                List.of(TaskSpec.scalar("energy", "kcal/mol").withForces()),
                new Preprocessor(Preprocessor.ANGSTROM, 5, 19, List.of(1, 6, 7, 8), null),
                Map.of("num_layers", 2),
                Map.of("weights", "random"),
                "# random")
            .withDoublePrecision();
    Path bundle = folder.resolve("bundle");
    BundleExporter.export(model, bundle, golden);
    return bundle;
  }
}
