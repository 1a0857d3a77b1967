package io.molspectra.benchmarks;

import io.molspectra.bundle.Preprocessor;
import io.molspectra.bundle.TaskSpec;
import io.molspectra.graph.Graph;
import io.molspectra.network.MoleculeNetwork;
import io.molspectra.network.RandomParameters;
import io.molspectra.trainer.export.BundleExporter;
import io.molspectra.trainer.export.ExportedModel;
import io.molspectra.trainer.sample.SampleMolecules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Bundles to predict with. */
final class Bundles {
  private static final int GOLDEN = 3;

  private Bundles() {}

  /** Encoder, energy and forces with random parameters. */
  static Graph network(Size size) {
    return new MoleculeNetwork("benchmark", size.settings(), new RandomParameters(1))
        .withEnergy(1, 0)
        .withForces()
        .build();
  }

  /** Exports such a network as the trainer exports any other. */
  static void export(Size size, Graph network, Path target) throws IOException {
    var model =
        new ExportedModel(
            "benchmark-" + size,
            network,
            List.of(TaskSpec.scalar(MoleculeNetwork.ENERGY, "1").withForces()),
            new Preprocessor(
                Preprocessor.ANGSTROM,
                Size.CUTOFF,
                size.settings().maxAtomicNumber() - 1,
                null,
                null),
            Map.of("size", size.shape()),
            Map.of("objective", "none: random parameters, for measurements"),
            "Random parameters, for measurements of speed.\n");
    BundleExporter.export(model, target, SampleMolecules.some(GOLDEN));
  }
}
