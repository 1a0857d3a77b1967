package io.molspectra.predict;

import io.molspectra.features.MoleculeBatcher;
import io.molspectra.molecule.Molecule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Runs a graph on any number of molecules or spectra, in batches of limited size. */
final class BatchedRun {

  private final double cutoff;
  private final Options options;

  /**
   * @param cutoff of neighbours, in angstrom; 0 if only spectra will be run
   */
  BatchedRun(double cutoff, Options options) {
    this.cutoff = cutoff;
    this.options = options;
  }

  Map<String, Output> run(GraphSession graph, List<Molecule> molecules, Set<String> wanted) {
    SizeOrder order = SizeOrder.of(molecules);
    Map<String, Output> outputs =
        run(
            graph,
            split(order.sorted()),
            part -> GraphInputs.of(new MoleculeBatcher(cutoff).batch(part)),
            wanted,
            options.metrics());
    outputs.replaceAll((name, output) -> order.restore(output));
    return outputs;
  }

  /**
   * The outputs of all batches, joined along the first axis.
   *
   * @param batches none for the shapes of empty answers
   * @param inputs makes the inputs of a batch when it is its turn
   * @param metrics told of each batch
   */
  static <T> Map<String, Output> run(
      GraphSession graph,
      List<List<T>> batches,
      Function<List<T>, GraphInputs> inputs,
      Set<String> wanted,
      ModelMetrics metrics) {
    if (batches.isEmpty()) {
      return graph.runOnNothing(wanted);
    }
    List<Map<String, Output>> parts = new ArrayList<>();
    for (List<T> batch : batches) {
      long began = System.nanoTime();
      long[] inference = new long[1];
      parts.add(graph.run(inputs.apply(batch), wanted, nanos -> inference[0] = nanos));
      long all = System.nanoTime() - began;
      metrics.answered(
          new ModelMetrics.Batch(
              graph.name(),
              batch.size(),
              Duration.ofNanos(all - inference[0]),
              Duration.ofNanos(inference[0])));
    }
    if (parts.size() == 1) {
      return parts.get(0);
    }
    Map<String, Output> joined = new LinkedHashMap<>();
    for (String name : parts.get(0).keySet()) {
      joined.put(name, join(parts.stream().map(part -> part.get(name)).toList()));
    }
    return joined;
  }

  List<List<Molecule>> split(List<Molecule> molecules) {
    List<List<Molecule>> parts = new ArrayList<>();
    int start = 0;
    int atoms = 0;
    for (int m = 0; m < molecules.size(); m++) {
      int added = molecules.get(m).atomCount();
      boolean full =
          m - start == options.maxBatchMolecules() || atoms + added > options.maxBatchAtoms();
      if (m > start && full) {
        parts.add(molecules.subList(start, m));
        start = m;
        atoms = 0;
      }
      atoms += added;
    }
    if (start < molecules.size()) {
      parts.add(molecules.subList(start, molecules.size()));
    }
    return parts;
  }

  /** One after the other along the first axis. */
  static Output join(List<Output> parts) {
    long[] shape = parts.get(0).shape().clone();
    shape[0] = parts.stream().mapToLong(part -> part.shape()[0]).sum();
    int size = parts.stream().mapToInt(Output::size).sum();
    boolean wide = parts.get(0).isDouble();
    float[] floats = new float[wide ? 0 : size];
    double[] doubles = new double[wide ? size : 0];
    int at = 0;
    for (Output part : parts) {
      if (wide) {
        System.arraycopy(part.doubles(), 0, doubles, at, part.size());
      } else {
        System.arraycopy(part.values(), 0, floats, at, part.size());
      }
      at += part.size();
    }
    return wide ? new Output(shape, doubles) : new Output(shape, floats);
  }
}
