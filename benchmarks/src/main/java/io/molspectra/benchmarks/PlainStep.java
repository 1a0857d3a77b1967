package io.molspectra.benchmarks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.molspectra.features.MoleculeBatch;
import io.molspectra.graph.Graph;
import io.molspectra.network.MoleculeNetwork;
import io.molspectra.trainer.execute.InputBuffers;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Measures what the graph costs: a training step of the executed graph against one of the same
 * network written by hand on DJL arrays. Both start from the same parameters and see the same
 * padded tensors; first they must agree.
 */
public final class PlainStep {
  private static final double TOLERANCE = 1e-5;
  private static final int BATCHES = 4;

  private PlainStep() {}

  /**
   * @param words sizes to measure, small and full if none
   */
  public static void main(String[] words) throws IOException {
    var arguments = new Arguments("plain-step [" + Arguments.SIZES + "]...", words);
    List<Size> sizes = arguments.rest(Size::of, List.of(Size.SMALL, Size.FULL));
    System.out.println(Machine.describe());
    System.out.printf(
        "%-14s %6s %6s  %-26s %-26s %s%n",
        "size", "batch", "atoms", "plain ms, best / median", "graph ms, best / median", "ratio");
    for (Size size : sizes) {
      measure(size, 20);
    }
  }

  /** Largest relative difference of outputs and of gradients between the two forms. */
  record Differences(double output, double gradient) {}

  static Differences differences(Size size) throws IOException {
    Graph graph = TrainingGraph.denoising(size);
    List<MoleculeBatch> batches = Batches.features(Batches.molecules(1, size.trainingBatch()));
    try (NDManager manager = NDManager.newBaseManager();
        var executed =
            (Optimised.Executed) Optimised.executed(graph, manager, MoleculeNetwork.LOSS_DENOISE);
        var plain = (Optimised.Plain) Optimised.plain(size, graph, manager)) {
      return differences(manager, executed, plain, batches.get(0));
    }
  }

  private static Differences differences(
      NDManager manager, Optimised.Executed executed, Optimised.Plain plain, MoleculeBatch batch) {
    try (NDManager step = manager.newSubManager()) {
      Map<String, NDArray> inputs = inputs(step, executed.executor().graph(), batch);
      NDArray output =
          Objects.requireNonNull(
              executed
                  .executor()
                  .run(step, inputs, List.of(Optimised.OUTPUT))
                  .get(Optimised.OUTPUT));
      double outputs = Agreement.difference(output, plain.noise(step, inputs));
      double gradients =
          Agreement.difference(
              executed.differentiate(step, inputs).gradients(),
              plain.differentiate(step, inputs).gradients());
      return new Differences(outputs, gradients);
    }
  }

  private static void measure(Size size, double seconds) throws IOException {
    Graph graph = TrainingGraph.denoising(size);
    List<MoleculeBatch> batches =
        Batches.features(Batches.molecules(BATCHES, size.trainingBatch()));
    try (NDManager manager = NDManager.newBaseManager();
        var executed =
            (Optimised.Executed) Optimised.executed(graph, manager, MoleculeNetwork.LOSS_DENOISE);
        var plain = (Optimised.Plain) Optimised.plain(size, graph, manager)) {
      Differences differences = differences(manager, executed, plain, batches.get(0));
      if (!(differences.output() <= TOLERANCE)) {
        throw new IllegalStateException("the two networks differ: " + differences);
      }
      int warmUp = size == Size.FULL ? 1 : 10;
      Timing[] timings =
          Timing.inTurn(
              warmUp,
              3,
              seconds,
              () -> trainAll(manager, graph, plain, batches),
              () -> trainAll(manager, graph, executed, batches));
      print(size, batches, timings[0], timings[1], differences);
    }
  }

  private static void trainAll(
      NDManager manager, Graph graph, Optimised network, List<MoleculeBatch> batches) {
    for (MoleculeBatch batch : batches) {
      try (NDManager step = manager.newSubManager()) {
        network.train(step, inputs(step, graph, batch));
      }
    }
  }

  private static Map<String, NDArray> inputs(NDManager step, Graph graph, MoleculeBatch batch) {
    return TrainingGraph.inputs(
        step,
        new InputBuffers(),
        graph,
        batch,
        MoleculeNetwork.NOISE_TARGET,
        Batches.targets(batch, 1));
  }

  private static void print(
      Size size,
      List<MoleculeBatch> batches,
      Timing plain,
      Timing executed,
      Differences differences) {
    double toMillis = 1e3 / batches.size();
    System.out.printf(
        "%-14s %6d %6.0f  %-26s %-26s %.2f (medians), outputs agree to %.0e, gradients to %.0e%n",
        size + " " + size.shape(),
        size.trainingBatch(),
        batches.stream().mapToInt(MoleculeBatch::atomCount).average().orElse(0),
        "%.1f / %.1f".formatted(plain.best() * toMillis, plain.median() * toMillis),
        "%.1f / %.1f".formatted(executed.best() * toMillis, executed.median() * toMillis),
        executed.median() / plain.median(),
        differences.output(),
        differences.gradient());
  }
}
