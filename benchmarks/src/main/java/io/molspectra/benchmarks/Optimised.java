package io.molspectra.benchmarks;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import io.molspectra.graph.Graph;
import io.molspectra.graph.Tensor;
import io.molspectra.network.MoleculeNetwork;
import io.molspectra.trainer.execute.Gradients;
import io.molspectra.trainer.execute.GraphExecutor;
import io.molspectra.trainer.execute.Precision;
import io.molspectra.trainer.execute.Tensors;
import io.molspectra.trainer.optimise.AdamW;
import io.molspectra.trainer.optimise.AdamWSettings;
import io.molspectra.trainer.optimise.GradientClipping;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A network under training: forward pass, backward pass, clipping, AdamW. */
interface Optimised extends AutoCloseable {
  double RATE = 1e-4;
  double LARGEST_NORM = 10;

  /** Loss and gradients by parameter; they belong to the step's manager. */
  record Derivatives(double loss, Map<String, NDArray> gradients) {}

  /** Forward and backward pass. */
  Derivatives differentiate(NDManager step, Map<String, NDArray> inputs);

  AdamW optimiser();

  @Override
  void close();

  /** One update; returns the loss. */
  default double train(NDManager step, Map<String, NDArray> inputs) {
    Derivatives result = differentiate(step, inputs);
    GradientClipping.byGlobalNorm(result.gradients(), LARGEST_NORM);
    optimiser().step(result.gradients(), RATE);
    return result.loss();
  }

  /** The graph, run by the executor as the trainer does. */
  static Optimised executed(Graph graph, NDManager manager, String loss) {
    var executor = new GraphExecutor(graph, manager, Precision.FLOAT32);
    var optimiser = new AdamW(manager, executor.parameters(), AdamWSettings.DEFAULT);
    return new Executed(executor, optimiser, loss);
  }

  /** The same network by hand, with the graph's initial parameters. */
  static Optimised plain(Size size, Graph graph, NDManager manager) {
    var constants = new LinkedHashMap<String, NDArray>();
    var parameters = new LinkedHashMap<String, NDArray>();
    for (Map.Entry<String, Tensor> entry : graph.initializers().entrySet()) {
      NDArray array = Tensors.toArray(manager, Precision.FLOAT32, entry.getValue());
      constants.put(entry.getKey(), array);
      if (graph.parameters().contains(entry.getKey())) {
        parameters.put(entry.getKey(), array);
        array.setRequiresGradient(true);
      }
    }
    return new Plain(
        new PlainNetwork(size.settings(), constants),
        parameters,
        new AdamW(manager, parameters, AdamWSettings.DEFAULT));
  }

  /** See {@link #executed}. */
  record Executed(GraphExecutor executor, AdamW optimiser, String loss) implements Optimised {

    @Override
    public Derivatives differentiate(NDManager step, Map<String, NDArray> inputs) {
      Gradients result =
          Gradients.of(executor, step, inputs, loss, List.of(loss), executor.graph().parameters());
      NDArray value = Objects.requireNonNull(result.outputs().get(loss));
      return new Derivatives(value.toFloatArray()[0], result.gradients());
    }

    @Override
    public void close() {
      optimiser.close();
      executor.close();
    }
  }

  /** See {@link #plain}. */
  record Plain(PlainNetwork network, Map<String, NDArray> trained, AdamW optimiser)
      implements Optimised {

    @Override
    public Derivatives differentiate(NDManager step, Map<String, NDArray> inputs) {
      attach(step);
      try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
        NDArray loss = network.loss(inputs);
        collector.backward(loss);
        var gradients = new LinkedHashMap<String, NDArray>();
        trained.forEach(
            (name, array) -> {
              NDArray gradient = array.getGradient();
              if (gradient != null) { // The first layer has no vectors to project.
                gradients.put(name, gradient);
              }
            });
        return new Derivatives(loss.toFloatArray()[0], gradients);
      }
    }

    /** What is computed from a parameter belongs to its manager: for this step, the step's. */
    private void attach(NDManager step) {
      network.parameters().values().stream()
          .filter(array -> array.getManager() != step)
          .forEach(array -> array.tempAttach(step));
    }

    /** The output of the noise head, without autograd. */
    NDArray noise(NDManager step, Map<String, NDArray> inputs) {
      attach(step);
      return network.noise(inputs);
    }

    @Override
    public void close() {
      optimiser.close();
    }
  }

  /** Name of the output both forms agree on. */
  String OUTPUT = MoleculeNetwork.NOISE;
}
