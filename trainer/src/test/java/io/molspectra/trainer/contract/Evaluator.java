package io.molspectra.trainer.contract;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.molspectra.features.FeatureInputs;
import io.molspectra.features.FeatureTensor;
import io.molspectra.features.MoleculeBatcher;
import io.molspectra.graph.DType;
import io.molspectra.graph.Graph;
import io.molspectra.graph.Tensor;
import io.molspectra.trainer.execute.GraphExecutor;
import io.molspectra.trainer.execute.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Asks a network about structures, on the trainer's executor. */
public final class Evaluator implements AutoCloseable {
  private final Graph graph;
  private final double cutoff;
  private final NDManager manager;
  private final GraphExecutor executor;

  /**
   * @param graph with any of {@link Predictions#OUTPUTS}
   * @param cutoff of the neighbour lists, angstrom
   */
  public Evaluator(Graph graph, double cutoff, Precision precision) {
    this.graph = graph;
    this.cutoff = cutoff;
    this.manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
    this.executor = new GraphExecutor(graph, manager, precision);
  }

  public GraphExecutor executor() {
    return executor;
  }

  public NDManager manager() {
    return manager;
  }

  /** One structure in a batch of its own. */
  public Predictions alone(Structure structure) {
    return predict(List.of(structure)).get(0);
  }

  /** All structures in one batch. */
  public List<Predictions> predict(List<Structure> structures) {
    return predict(structures, 1);
  }

  /** All structures in one batch whose neighbour slots are rounded up to a multiple. */
  public List<Predictions> predict(List<Structure> structures, int slotMultiple) {
    return predict(structures, inputs(structures, slotMultiple));
  }

  /** As {@link #predict(List)}, from given inputs of the structures' batch. */
  public List<Predictions> predict(List<Structure> structures, Map<String, Tensor> inputs) {
    Map<String, Tensor> outputs = executor.evaluate(inputs);
    var predictions = new ArrayList<Predictions>();
    int atom = 0;
    for (int m = 0; m < structures.size(); m++) {
      var values = new LinkedHashMap<String, double[]>();
      for (String output : graph.outputs()) {
        Tensor tensor = Objects.requireNonNull(outputs.get(output), output);
        int width = tensor.size() / Math.toIntExact(tensor.shape()[0]);
        boolean perMolecule = Predictions.isPerMolecule(output);
        int from = perMolecule ? m : atom;
        int rows = perMolecule ? 1 : structures.get(m).atoms();
        values.put(
            output, Arrays.copyOfRange(tensor.toDoubles(), from * width, (from + rows) * width));
      }
      predictions.add(new Predictions(structures.get(m), values));
      atom += structures.get(m).atoms();
    }
    return predictions;
  }

  /** The graph's inputs, neighbours from the arrangements, positions in float64. */
  public Map<String, Tensor> inputs(List<Structure> structures, int slotMultiple) {
    var batch =
        new MoleculeBatcher(cutoff, slotMultiple)
            .batch(structures.stream().map(Structure::neighborhood).toList());
    var inputs = new LinkedHashMap<String, Tensor>();
    FeatureInputs.of(batch).forEach((name, tensor) -> inputs.put(name, tensor(tensor)));
    double[] positions =
        structures.stream().flatMapToDouble(s -> Arrays.stream(s.positions())).toArray();
    inputs.put(FeatureInputs.POSITIONS, Tensor.of(positions, positions.length / 3, 3));
    inputs.keySet().retainAll(graph.inputs());
    return inputs;
  }

  private static Tensor tensor(FeatureTensor tensor) {
    return tensor instanceof FeatureTensor.Float32 real
        ? Tensor.of(real.values(), real.shape())
        : Tensor.integer(DType.INT64, ((FeatureTensor.Int64) tensor).values(), tensor.shape());
  }

  @Override
  public void close() {
    executor.close();
    manager.close();
  }
}
