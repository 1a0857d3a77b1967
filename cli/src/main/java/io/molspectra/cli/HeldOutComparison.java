package io.molspectra.cli;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.molspectra.features.MoleculeBatcher;
import io.molspectra.molecule.Molecule;
import io.molspectra.network.MoleculeNetwork;
import io.molspectra.predict.Denoised;
import io.molspectra.predict.MolSpectra;
import io.molspectra.predict.MolSpectraModel;
import io.molspectra.trainer.config.PretrainConfig;
import io.molspectra.trainer.data.NoisyBatch;
import io.molspectra.trainer.execute.GraphExecutor;
import io.molspectra.trainer.execute.Precision;
import io.molspectra.trainer.export.ExportedModel;
import io.molspectra.trainer.pretrain.DenoisingData;
import io.molspectra.trainer.pretrain.PreparedBatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A bundle in ONNX Runtime beside the trainer's executor on molecules that were not trained on.
 *
 * @param error largest difference of the predicted noise over its largest value
 * @param noiseBefore root mean square displacement of the noisy atoms, angstrom
 * @param noiseAfter the same after denoising
 * @param moleculesPerSecond of ONNX Runtime, features included
 */
record HeldOutComparison(
    double error, double noiseBefore, double noiseAfter, double moleculesPerSecond) {

  static HeldOutComparison of(
      ExportedModel model, Path bundle, DenoisingData data, PretrainConfig settings)
      throws IOException {
    NoisyBatch noisy =
        NoisyBatch.validation(
            data.store(), data.split().validation(), settings.noise().sigma(), settings.seed());
    float[] trainer = executed(model, noisy.molecules());
    try (MolSpectraModel runtime = MolSpectra.load(bundle)) {
      float[] deployed = runtime.noise(noisy.molecules()).values();
      long start = System.nanoTime();
      Denoised denoised = runtime.denoise(noisy.molecules());
      double seconds = (System.nanoTime() - start) * 1e-9;
      float[] left = noisy.noise().clone();
      float[] removed = denoised.noise().values();
      for (int i = 0; i < left.length; i++) {
        left[i] -= removed[i];
      }
      return new HeldOutComparison(
          relativeError(trainer, deployed),
          displacement(noisy.noise()),
          displacement(left),
          noisy.molecules().size() / seconds);
    }
  }

  private static float[] executed(ExportedModel model, List<Molecule> molecules) {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
        var executor =
            new GraphExecutor(
                model.structures().select("noise", List.of(MoleculeNetwork.NOISE)),
                manager,
                Precision.FLOAT32)) {
      Map<String, NDArray> inputs =
          PreparedBatch.toArrays(
              manager,
              Precision.FLOAT32,
              new MoleculeBatcher(model.preprocessor().cutoff()).batch(molecules));
      inputs.keySet().retainAll(executor.graph().inputs());
      return Objects.requireNonNull(executor.run(manager, inputs).get(MoleculeNetwork.NOISE))
          .toFloatArray();
    }
  }

  private static double relativeError(float[] expected, float[] actual) {
    double largest = 0;
    double difference = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i]));
      difference = Math.max(difference, Math.abs(expected[i] - actual[i]));
    }
    return difference / largest;
  }

  private static double displacement(float[] vectors) {
    double sum = 0;
    for (float component : vectors) {
      sum += component * component;
    }
    return Math.sqrt(sum / (vectors.length / 3.0));
  }
}
