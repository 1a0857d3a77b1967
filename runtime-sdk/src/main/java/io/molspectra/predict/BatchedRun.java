package io.molspectra.predict;

import io.molspectra.features.MoleculeBatcher;
import io.molspectra.molecule.Molecule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs a graph on any number of molecules, in batches of limited size. */
final class BatchedRun {

  private final MoleculeBatcher batcher;
  private final Options options;

  BatchedRun(MoleculeBatcher batcher, Options options) {
    this.batcher = batcher;
    this.options = options;
  }

  Map<String, Output> run(GraphSession graph, List<Molecule> molecules, Set<String> wanted) {
    if (molecules.isEmpty()) {
      return graph.runOnNothing(wanted);
    }
    List<Map<String, Output>> parts = new ArrayList<>();
    for (List<Molecule> part : split(molecules)) {
      parts.add(graph.run(batcher.batch(part), wanted));
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
    parts.add(molecules.subList(start, molecules.size()));
    return parts;
  }

  /** One after the other along the first axis. */
  static Output join(List<Output> parts) {
    long[] shape = parts.get(0).shape().clone();
    shape[0] = parts.stream().mapToLong(part -> part.shape()[0]).sum();
    float[] values = new float[parts.stream().mapToInt(part -> part.values().length).sum()];
    int at = 0;
    for (Output part : parts) {
      System.arraycopy(part.values(), 0, values, at, part.values().length);
      at += part.values().length;
    }
    return new Output(shape, values);
  }
}
