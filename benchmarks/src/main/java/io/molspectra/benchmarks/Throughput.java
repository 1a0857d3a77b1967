package io.molspectra.benchmarks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.molspectra.features.MoleculeBatch;
import io.molspectra.graph.Graph;
import io.molspectra.molecule.Molecule;
import io.molspectra.network.MoleculeNetwork;
import io.molspectra.predict.MolSpectra;
import io.molspectra.predict.MolSpectraModel;
import io.molspectra.predict.Options;
import io.molspectra.trainer.execute.GraphExecutor;
import io.molspectra.trainer.execute.InputBuffers;
import io.molspectra.trainer.execute.Precision;
import io.molspectra.trainer.pretrain.PreparedBatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * Molecules per second of a training step, of the executor and of ONNX Runtime. Training and the
 * executor get batches whose neighbours are known, as the trainer's background thread prepares
 * them; ONNX Runtime gets molecules, so its figures hold the neighbour search too.
 */
public final class Throughput {
  private static final int CORES = Runtime.getRuntime().availableProcessors();
  private static final double SECONDS = 8;

  /** What ONNX Runtime is asked for. */
  private record Task(String name, BiConsumer<MolSpectraModel, List<Molecule>> call) {}

  private static final List<Task> TASKS =
      List.of(
          new Task("embedding", MolSpectraModel::embed),
          new Task("energy", (model, list) -> model.predict(MoleculeNetwork.ENERGY, list)),
          new Task(
              "energy and forces",
              (model, list) -> model.predictWithForces(MoleculeNetwork.ENERGY, list)));

  private final Size size;
  private final List<List<Molecule>> molecules;
  private final int count;
  private final InputBuffers buffers = new InputBuffers();

  private Throughput(Size size) throws IOException {
    this.size = size;
    int batch = size == Size.FULL ? 8 : 32;
    this.molecules = Batches.molecules(4, batch);
    this.count = 4 * batch;
  }

  /**
   * @param words sizes to measure, small and full if none
   */
  public static void main(String[] words) throws IOException {
    var arguments = new Arguments("throughput [" + Arguments.SIZES + "]...", words);
    List<Size> sizes = arguments.rest(Size::of, List.of(Size.SMALL, Size.FULL));
    System.out.println(Machine.describe());
    for (Size size : sizes) {
      new Throughput(size).measure();
    }
  }

  private void measure() throws IOException {
    System.out.printf(
        "%n%s %s, %d molecules of QM9%n%-30s %6s  %-22s %20s %8s%n",
        size, size.shape(), count, "", "batch", "threads", "molecules/s, median", "best");
    train();
    Graph network = Bundles.network(size);
    execute(network, MoleculeNetwork.ENERGY, List.of(MoleculeNetwork.ENERGY));
    execute(network, "energy and forces", List.of(MoleculeNetwork.ENERGY, MoleculeNetwork.FORCES));
    Path folder = Files.createTempDirectory("throughput");
    try {
      Bundles.export(size, network, folder.resolve("bundle"));
      for (int threads : CORES > 1 ? new int[] {1, CORES} : new int[] {1}) {
        predict(folder.resolve("bundle"), threads, 1, molecules.get(0).size());
      }
      if (CORES > 1) {
        predict(folder.resolve("bundle"), 1, CORES, 4);
      }
    } finally {
      delete(folder);
    }
  }

  private void train() throws IOException {
    Graph graph = TrainingGraph.denoising(size);
    List<MoleculeBatch> batches = Batches.features(molecules);
    try (NDManager manager = NDManager.newBaseManager();
        Optimised network = Optimised.executed(graph, manager, MoleculeNetwork.LOSS_DENOISE)) {
      report(
          "training step",
          molecules.get(0).size(),
          CORES + " in PyTorch",
          () -> {
            for (MoleculeBatch batch : batches) {
              try (NDManager step = manager.newSubManager()) {
                float[] target = Batches.targets(batch, 1);
                network.train(
                    step,
                    TrainingGraph.inputs(
                        step, buffers, graph, batch, MoleculeNetwork.NOISE_TARGET, target));
              }
            }
          });
    }
  }

  private void execute(Graph network, String what, List<String> wanted) {
    Graph graph = network.select("executed", wanted);
    List<MoleculeBatch> batches = Batches.features(molecules);
    try (NDManager manager = NDManager.newBaseManager();
        var executor = new GraphExecutor(graph, manager, Precision.FLOAT32)) {
      report(
          "executor, " + what,
          molecules.get(0).size(),
          CORES + " in PyTorch",
          () -> {
            for (MoleculeBatch batch : batches) {
              try (NDManager step = manager.newSubManager()) {
                Map<String, NDArray> inputs = PreparedBatch.toArrays(step, buffers, batch);
                inputs.keySet().retainAll(graph.inputs());
                executor.run(step, inputs);
              }
            }
          });
    }
  }

  private void predict(Path bundle, int threads, int callers, int batch) throws IOException {
    Options options = Options.defaults().withThreads(threads).withBatch(batch, Integer.MAX_VALUE);
    String how = callers == 1 ? threads + " in ONNX Runtime" : callers + " callers x 1";
    try (MolSpectraModel model = MolSpectra.load(bundle, options)) {
      for (Task task : TASKS) {
        report("runtime, " + task.name(), batch, how, () -> callAll(model, task, callers));
      }
    }
  }

  /** Each caller takes every so-many-th list of molecules. */
  private void callAll(MolSpectraModel model, Task task, int callers) {
    var threads = new Thread[callers];
    for (int c = 0; c < callers; c++) {
      int first = c;
      threads[c] =
          new Thread(
              () -> {
                for (int i = first; i < molecules.size(); i += callers) {
                  task.call().accept(model, molecules.get(i));
                }
              });
      threads[c].start();
    }
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException("interrupted while measuring", e);
      }
    }
  }

  private void report(String what, int batch, String threads, Runnable pass) {
    Timing timing = Timing.inTurn(2, 3, SECONDS, pass)[0];
    System.out.printf(
        "%-30s %6d  %-22s %20.1f %8.1f%n",
        what, batch, threads, count / timing.median(), count / timing.best());
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(Throughput::deleteFile);
    }
  }

  private static void deleteFile(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
