package io.molspectra.benchmarks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.molspectra.features.MoleculeBatch;
import io.molspectra.graph.Graph;
import io.molspectra.network.MoleculeNetwork;
import io.molspectra.network.RandomParameters;
import io.molspectra.trainer.execute.InputBuffers;
import io.molspectra.trainer.pretrain.PreparedBatch;
import java.util.List;
import java.util.Map;

/** Graphs that are trained in the measurements, and their inputs on the device. */
final class TrainingGraph {
  private TrainingGraph() {}

  /** Denoising: the loss {@link MoleculeNetwork#LOSS_DENOISE}, and the noise itself. */
  static Graph denoising(Size size) {
    return new MoleculeNetwork("denoising", size.settings(), new RandomParameters(1))
        .withNoise()
        .withDenoisingLoss()
        .build()
        .select("denoising", List.of(MoleculeNetwork.LOSS_DENOISE, MoleculeNetwork.NOISE));
  }

  /** Inputs of a batch with a random target in place of the noise. */
  static Map<String, NDArray> inputs(
      NDManager manager,
      InputBuffers buffers,
      Graph graph,
      MoleculeBatch batch,
      String target,
      float[] values) {
    Map<String, NDArray> inputs = PreparedBatch.toArrays(manager, buffers, batch);
    inputs.put(target, buffers.floats(manager, target, values, values.length / 3, 3));
    inputs.keySet().retainAll(graph.inputs());
    return inputs;
  }
}
