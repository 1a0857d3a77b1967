package io.molspectra.trainer.contract;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.molspectra.features.MoleculeBatcher;
import io.molspectra.graph.DType;
import io.molspectra.graph.Dim;
import io.molspectra.graph.Graph;
import io.molspectra.graph.GraphBuilder;
import io.molspectra.graph.Value;
import io.molspectra.network.MoleculeNetwork;
import io.molspectra.trainer.data.NoisyBatch;
import io.molspectra.trainer.data.ShuffledBatches;
import io.molspectra.trainer.data.StructureStore;
import io.molspectra.trainer.execute.Gradients;
import io.molspectra.trainer.execute.GraphExecutor;
import io.molspectra.trainer.execute.Precision;
import io.molspectra.trainer.execute.Tensors;
import io.molspectra.trainer.optimise.AdamW;
import io.molspectra.trainer.optimise.AdamWSettings;
import io.molspectra.trainer.optimise.GradientClipping;
import io.molspectra.trainer.pretrain.PreparedBatch;
import io.molspectra.trainer.sample.SampleMolecules;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Trains a network for a moment: the noise head to predict noise, the energy to have the noise as
 * its negative gradient, so that both heads and second derivatives take part.
 */
final class TrainedNetwork {
  private static final String LOSS = "loss";
  private static final double SIGMA = 0.04;
  private static final double RATE = 1e-3;
  private static final int WARMUP = 20;
  private static final int BATCH = 8;

  private TrainedNetwork() {}

  /** The network after some steps, and how its loss went. */
  record Result(Graph graph, double[] losses) {}

  static Result train(Graph network, double cutoff, int steps) throws IOException {
    Graph training = training(network);
    StructureStore store = SampleMolecules.load();
    var batches = new ShuffledBatches(IntStream.range(0, store.count()).toArray(), BATCH, 1);
    var batcher = new MoleculeBatcher(cutoff, 2);
    double[] losses = new double[steps];
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
        var executor = new GraphExecutor(training, manager, Precision.FLOAT32);
        var optimiser = new AdamW(manager, executor.parameters(), AdamWSettings.DEFAULT)) {
      for (int i = 0; i < steps; i++) {
        NoisyBatch noisy = NoisyBatch.training(store, batches.batch(i), SIGMA, 1, i);
        try (NDManager step = manager.newSubManager()) {
          var inputs =
              PreparedBatch.toArrays(step, Precision.FLOAT32, batcher.batch(noisy.molecules()));
          inputs.keySet().retainAll(training.inputs());
          double[] target = new double[noisy.noise().length];
          Arrays.setAll(target, k -> noisy.noise()[k] / SIGMA);
          inputs.put(
              MoleculeNetwork.NOISE_TARGET,
              Tensors.toArray(step, Precision.FLOAT32, target, target.length / 3, 3));
          Gradients result = Gradients.of(executor, step, inputs, LOSS);
          GradientClipping.byGlobalNorm(result.gradients(), 10);
          optimiser.step(result.gradients(), RATE * Math.min(1, (i + 1.0) / WARMUP));
          losses[i] = Tensors.toDoubles(Objects.requireNonNull(result.outputs().get(LOSS)))[0];
        }
      }
      return new Result(network.withParameters(executor.parameterValues()), losses);
    }
  }

  private static Graph training(Graph network) {
    GraphBuilder builder = GraphBuilder.continuing(network);
    Value target =
        builder.input(MoleculeNetwork.NOISE_TARGET, DType.FLOAT, Dim.symbol("A"), Dim.of(3));
    Value noise = builder.value(MoleculeNetwork.NOISE).minus(target).squared().mean();
    Value forces = builder.value(MoleculeNetwork.FORCES).minus(target).squared().mean();
    builder.output(LOSS, noise.plus(forces));
    return builder.build().select("training", List.of(LOSS));
  }
}
