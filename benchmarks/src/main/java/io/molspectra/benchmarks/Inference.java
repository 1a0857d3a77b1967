package io.molspectra.benchmarks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.molspectra.cli.bench.Speed;
import io.molspectra.features.MoleculeBatch;
import io.molspectra.features.MoleculeBatcher;
import io.molspectra.graph.Graph;
import io.molspectra.molecule.Molecule;
import io.molspectra.network.MoleculeNetwork;
import io.molspectra.predict.MolSpectra;
import io.molspectra.predict.MolSpectraModel;
import io.molspectra.predict.Options;
import io.molspectra.predict.ScalarsWithForces;
import io.molspectra.trainer.execute.GraphExecutor;
import io.molspectra.trainer.execute.InputBuffers;
import io.molspectra.trainer.execute.Precision;
import io.molspectra.trainer.pretrain.PreparedBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The full-size network in one run beside what the machine can do at most: large matrix products,
 * the executor (DJL with PyTorch) and the library, with the library's distance from float64.
 */
public final class Inference {
  private static final int CORES = Runtime.getRuntime().availableProcessors();
  private static final int MOLECULES = 256;
  private static final int EXECUTED = 8;

  /** Arithmetic of the energy of one molecule of QM9, facts: 0.64e9 operations. */
  private static final double OPERATIONS = 0.64e9;

  private final double seconds;
  private double peak;

  private Inference(double seconds) {
    this.seconds = seconds;
  }

  /**
   * @param words seconds a line (10)
   */
  public static void main(String[] words) throws IOException {
    var arguments = new Arguments("inference [SECONDS]", words);
    double seconds = arguments.optional(Arguments::seconds, 10.0);
    arguments.finish();
    System.out.println(Machine.describe());
    new Inference(seconds).run();
  }

  private void run() throws IOException {
    List<Molecule> molecules = Batches.molecules(1, MOLECULES).get(0);
    System.out.printf(
        Locale.ROOT,
        "network %s, %d molecules of QM9 with %.1f atoms%n",
        Size.FULL.shape(),
        MOLECULES,
        molecules.stream().mapToInt(Molecule::atomCount).average().orElseThrow());
    Graph network = Bundles.network(Size.FULL);
    peak();
    execute(network, molecules, "energy", List.of(MoleculeNetwork.ENERGY));
    execute(
        network,
        molecules,
        "energy and forces",
        List.of(MoleculeNetwork.ENERGY, MoleculeNetwork.FORCES));
    Path folder = Files.createTempDirectory("inference");
    try {
      Path bundle = folder.resolve("bundle");
      Bundles.export(Size.FULL, network, bundle);
      predict(bundle, molecules, "energy", (model, list) -> model.predict("energy", list));
      predict(
          bundle,
          molecules,
          "energy and forces",
          (model, list) -> model.predictWithForces("energy", list));
      peak();
      accuracy(bundle, network, molecules.subList(0, 64));
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /** Largest rate of products of 1024 x 1024 matrices in float32, PyTorch on all cores. */
  private void peak() {
    int n = 1024;
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray a = manager.randomNormal(new Shape(n, n));
      NDArray b = manager.randomNormal(new Shape(n, n));
      Timing timing = Timing.inTurn(10, 20, seconds / 3, () -> a.matMul(b).close())[0];
      double operations = 2.0 * n * n * n;
      peak = Math.max(peak, operations / timing.median());
      System.out.printf(
          Locale.ROOT,
          "%-34s %8.1f GFLOP/s, best %.1f%n",
          "sgemm 1024^3, " + CORES + " threads",
          operations / timing.median() * 1e-9,
          operations / timing.best() * 1e-9);
    }
  }

  private void execute(Graph network, List<Molecule> molecules, String what, List<String> outputs) {
    Graph graph = network.select("executed", outputs);
    var batcher = new MoleculeBatcher(Size.CUTOFF, 1);
    List<Molecule> sorted =
        molecules.stream().sorted(Comparator.comparingInt(Molecule::atomCount)).toList();
    List<MoleculeBatch> batches = new ArrayList<>();
    for (int at = 0; at < MOLECULES; at += EXECUTED) {
      batches.add(batcher.batch(sorted.subList(at, at + EXECUTED)));
    }
    var buffers = new InputBuffers();
    try (NDManager manager = NDManager.newBaseManager();
        var executor = new GraphExecutor(graph, manager, Precision.FLOAT32)) {
      Runnable pass =
          () -> {
            for (MoleculeBatch batch : batches) {
              try (NDManager step = manager.newSubManager()) {
                Map<String, NDArray> inputs = PreparedBatch.toArrays(step, buffers, batch);
                inputs.keySet().retainAll(graph.inputs());
                executor.run(step, inputs);
              }
            }
          };
      Timing timing = Timing.inTurn(1, 2, seconds, pass)[0];
      report("executor, " + what, MOLECULES / timing.median(), MOLECULES / timing.best());
    }
  }

  /** What is asked of the library. */
  private interface Question {
    Object answer(MolSpectraModel model, List<Molecule> molecules);
  }

  private void predict(Path bundle, List<Molecule> molecules, String what, Question question)
      throws IOException {
    var clock = new Speed.Clock();
    Options options = Options.throughput().withMetrics(clock);
    try (MolSpectraModel model = MolSpectra.load(bundle, options)) {
      Runnable[] callers = new Runnable[CORES];
      java.util.Arrays.fill(callers, (Runnable) () -> question.answer(model, molecules));
      Speed speed = Speed.of(callers, MOLECULES, 2 * seconds, clock);
      double best = CORES * MOLECULES / (speed.fastestMillis() * 1e-3);
      report("library, " + what, speed.moleculesPerSecond(), best);
      System.out.printf(
          Locale.ROOT,
          "%34s outside ONNX Runtime %.2f %% of the time%n",
          "",
          100 * speed.outside());
    }
  }

  private void report(String what, double rate, double best) {
    System.out.printf(
        Locale.ROOT,
        "%-34s %8.1f molecules/s (%.0f %% of the peak at 0.64 GFLOP each), best %.1f%n",
        what,
        rate,
        100 * rate * OPERATIONS / peak,
        best);
  }

  /** The library in float32 against the executor in float64. */
  private static void accuracy(Path bundle, Graph network, List<Molecule> molecules)
      throws IOException {
    Graph graph = network.select("exact", List.of(MoleculeNetwork.ENERGY, MoleculeNetwork.FORCES));
    MoleculeBatch batch = new MoleculeBatcher(Size.CUTOFF, 1).batch(molecules);
    try (MolSpectraModel model = MolSpectra.load(bundle, Options.throughput());
        NDManager manager = NDManager.newBaseManager();
        var executor = new GraphExecutor(graph, manager, Precision.FLOAT64)) {
      ScalarsWithForces answers = model.predictWithForces("energy", molecules);
      Map<String, NDArray> inputs = PreparedBatch.toArrays(manager, new InputBuffers(), batch);
      inputs.keySet().retainAll(graph.inputs());
      inputs.replaceAll(
          (name, array) ->
              array.getDataType() == DataType.FLOAT32
                  ? array.toType(DataType.FLOAT64, false)
                  : array);
      Map<String, NDArray> exact = executor.run(manager, inputs);
      float[] forces = answers.forces().values();
      double[] wide = new double[forces.length];
      java.util.Arrays.setAll(wide, k -> forces[k]);
      System.out.printf(
          Locale.ROOT,
          "library against float64, of the largest: energy %.1e, forces %.1e%n",
          difference(exact, MoleculeNetwork.ENERGY, answers.values()),
          difference(exact, MoleculeNetwork.FORCES, wide));
    }
  }

  private static double difference(Map<String, NDArray> exact, String name, double[] actual) {
    double[] expected = Objects.requireNonNull(exact.get(name)).toDoubleArray();
    double difference = 0;
    double largest = 0;
    for (int k = 0; k < expected.length; k++) {
      difference = Math.max(difference, Math.abs(expected[k] - actual[k]));
      largest = Math.max(largest, Math.abs(expected[k]));
    }
    return difference / largest;
  }
}
