package io.molspectra.trainer.oracle;

import ai.djl.ndarray.NDManager;
import io.molspectra.graph.DType;
import io.molspectra.graph.Dim;
import io.molspectra.graph.Graph;
import io.molspectra.graph.GraphBuilder;
import io.molspectra.graph.Tensor;
import io.molspectra.graph.Value;
import io.molspectra.network.MoleculeNetwork;
import io.molspectra.network.ReferenceWeights;
import io.molspectra.trainer.execute.GraphExecutor;
import io.molspectra.trainer.execute.Precision;
import java.util.LinkedHashMap;
import java.util.Map;

/** Graphs with the weights of an oracle, and running them. */
final class OracleNetwork {
  private OracleNetwork() {}

  /** Encoder, energy with forces, noise. */
  static MoleculeNetwork of(Oracle oracle) {
    return of(oracle, oracle.weights("w/"));
  }

  static MoleculeNetwork of(Oracle oracle, ReferenceWeights weights) {
    return new MoleculeNetwork("oracle", oracle.settings(), weights)
        .withEnergy(oracle.doubles("w/std")[0], oracle.doubles("w/mean")[0])
        .withForces()
        .withNoise();
  }

  /** The network with the output {@code loss_y} against the input {@code y} [M, 1]. */
  static Graph withEnergyLoss(Graph network) {
    GraphBuilder builder = GraphBuilder.continuing(network);
    Value energies = builder.input("y", DType.FLOAT, Dim.symbol("M"), Dim.ONE);
    builder.output("loss_y", builder.value("energy").minus(energies).squared().mean());
    return builder.build();
  }

  /** Also with {@code loss_dy} against the input {@code dy} [A, 3], and the weighted sum. */
  static Graph withForceLoss(Graph network, double energyWeight, double forceWeight) {
    GraphBuilder builder = GraphBuilder.continuing(withEnergyLoss(network));
    Value forces = builder.input("dy", DType.FLOAT, Dim.symbol("A"), Dim.of(3));
    Value forceLoss =
        builder.output("loss_dy", builder.value("forces").minus(forces).squared().mean());
    builder.output(
        "loss", builder.value("loss_y").times(energyWeight).plus(forceLoss.times(forceWeight)));
    return builder.build();
  }

  /** All outputs of a graph, from those of the given inputs that it reads. */
  static Map<String, Tensor> run(Graph graph, Precision precision, Map<String, Tensor> inputs) {
    var read = new LinkedHashMap<>(inputs);
    read.keySet().retainAll(graph.inputs());
    try (NDManager manager = NDManager.newBaseManager();
        var executor = new GraphExecutor(graph, manager, precision)) {
      return executor.evaluate(read);
    }
  }
}
