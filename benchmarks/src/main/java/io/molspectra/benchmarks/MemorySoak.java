package io.molspectra.benchmarks;

import ai.djl.ndarray.NDManager;
import io.molspectra.features.MoleculeBatch;
import io.molspectra.graph.DType;
import io.molspectra.graph.Dim;
import io.molspectra.graph.Graph;
import io.molspectra.graph.GraphBuilder;
import io.molspectra.graph.Value;
import io.molspectra.network.MoleculeNetwork;
import io.molspectra.network.RandomParameters;
import io.molspectra.trainer.execute.InputBuffers;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * Trains for thousands of steps and watches the resident memory of the process, heap and native
 * memory together. The batches are few and always the same: an allocator that meets new shapes
 * keeps stretching its pools for a thousand steps, which is growth but no leak. Start it with a
 * fixed heap whose pages are all touched at the start, as {@code bench memory-soak} does.
 */
public final class MemorySoak {
  private static final int STEPS = 2000;
  private static final int SETTLED = 200;
  private static final int BATCHES = 4;
  private static final int MOLECULES = 8;
  private static final double LARGEST_GROWTH = 0.05;
  static final String FORCE_TARGET = "force_target";
  static final String FORCE_LOSS = "loss_forces";

  private MemorySoak() {}

  /** What is trained. */
  enum Loss {
    /** Denoising: a first derivative of the energy-like output, as any energy loss. */
    ENERGY,
    /** Forces, gradients themselves: one backward pass through them gives second derivatives. */
    FORCES
  }

  /**
   * @param words number of steps, if not 2,000
   * @throws IllegalStateException if memory grew by 5 % or more after step 200
   */
  public static void main(String[] words) throws IOException {
    var arguments = new Arguments("memory-soak [STEPS]", words);
    int steps = arguments.optional(Arguments::count, STEPS);
    arguments.finish();
    System.out.println(Machine.describe());
    System.out.printf(
        "%d batches of %d molecules, network 2x32, largest heap %d MB%n",
        BATCHES, MOLECULES, Runtime.getRuntime().maxMemory() >> 20);
    boolean flat = true;
    for (Loss loss : Loss.values()) {
      flat &= soak(loss, steps) < LARGEST_GROWTH;
    }
    if (!flat) {
      throw new IllegalStateException("memory grew by 5 % or more after step " + SETTLED);
    }
  }

  /** Trains; returns the relative growth of resident memory after the first 200 steps. */
  static double soak(Loss loss, int steps) throws IOException {
    List<MoleculeBatch> batches = Batches.features(Batches.molecules(BATCHES, MOLECULES));
    Graph graph = loss == Loss.FORCES ? forces() : TrainingGraph.denoising(Size.SOAK);
    String target = loss == Loss.FORCES ? FORCE_TARGET : MoleculeNetwork.NOISE_TARGET;
    String value = loss == Loss.FORCES ? FORCE_LOSS : MoleculeNetwork.LOSS_DENOISE;
    var buffers = new InputBuffers();
    long settled = 0;
    long largest = 0;
    try (NDManager manager = NDManager.newBaseManager();
        Optimised network = Optimised.executed(graph, manager, value)) {
      for (int i = 1; i <= steps; i++) {
        MoleculeBatch batch = batches.get(i % BATCHES);
        double current;
        try (NDManager step = manager.newSubManager()) {
          float[] values = Batches.targets(batch, i % BATCHES);
          current =
              network.train(
                  step, TrainingGraph.inputs(step, buffers, graph, batch, target, values));
        }
        long resident = Machine.residentBytes();
        if (i == Math.min(SETTLED, steps)) {
          settled = resident;
        }
        largest = i > SETTLED ? Math.max(largest, resident) : resident;
        if (i == SETTLED || i % 500 == 0) {
          System.out.printf(
              Locale.ROOT,
              "%-6s  step %5d  loss %.4f  resident %.1f MB%n",
              loss,
              i,
              current,
              resident / 1e6);
        }
      }
    }
    double growth = (double) (largest - settled) / settled;
    System.out.printf(
        Locale.ROOT, "%-6s  largest growth after step %d: %.2f %%%n", loss, SETTLED, 100 * growth);
    return growth;
  }

  /** Energy and forces, and the mean squared error of the forces. */
  static Graph forces() {
    Graph network =
        new MoleculeNetwork("forces", Size.SOAK.settings(), new RandomParameters(1))
            .withEnergy(1, 0)
            .withForces()
            .build();
    GraphBuilder builder = GraphBuilder.continuing(network);
    Value target = builder.input(FORCE_TARGET, DType.FLOAT, Dim.symbol("A"), Dim.of(3));
    Value error = builder.value(MoleculeNetwork.FORCES).minus(target);
    builder.output(FORCE_LOSS, error.squared().mean());
    return builder.build().select("forces", List.of(FORCE_LOSS));
  }
}
