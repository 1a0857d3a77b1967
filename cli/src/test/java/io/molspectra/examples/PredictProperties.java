package io.molspectra.examples;

import io.molspectra.molecule.Molecule;
import io.molspectra.predict.Estimate;
import io.molspectra.predict.MolSpectra;
import io.molspectra.predict.MolSpectraModel;
import io.molspectra.predict.Options;
import io.molspectra.predict.Prediction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Predicts properties with the model that is included. */
final class PredictProperties {

  /** All properties of one molecule, as soon as possible. */
  static Map<String, Estimate> one(Molecule molecule) throws IOException {
    try (MolSpectraModel model = MolSpectra.loadDefault(Options.latency())) {
      return model.predict(molecule);
    }
  }

  /** The gap of many molecules, as fast as possible and in bounded memory. */
  static long many(Path bundle, Stream<Molecule> molecules) throws IOException {
    long failed = 0;
    try (MolSpectraModel model = MolSpectra.load(bundle, Options.throughput());
        Stream<Prediction> predictions = model.predictAll(List.of("gap"), molecules)) {
      for (Prediction prediction : (Iterable<Prediction>) predictions::iterator) {
        if (prediction instanceof Prediction.Answered answered) {
          Estimate gap = answered.estimates().get("gap");
          System.out.printf("%s %f %s%n", answered.molecule().id(), gap.value(), gap.unit());
        } else if (prediction instanceof Prediction.Failed bad) {
          System.err.println(bad.failure().problem() + ": " + bad.failure().getMessage());
          failed++;
        }
      }
    }
    return failed;
  }
}
