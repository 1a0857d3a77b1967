package io.molspectra.trainer.export;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.molspectra.bundle.GoldenRecord;
import io.molspectra.bundle.TaskSpec;
import io.molspectra.features.MoleculeBatcher;
import io.molspectra.graph.Graph;
import io.molspectra.molecule.Molecule;
import io.molspectra.trainer.execute.GraphExecutor;
import io.molspectra.trainer.execute.Precision;
import io.molspectra.trainer.execute.Tensors;
import io.molspectra.trainer.pretrain.PreparedBatch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What the trainer's executor answers for golden molecules, each alone, in float64.
 *
 * @param network of the model
 * @param cutoff of its neighbours, angstrom
 * @param tasks to be answered
 * @param scales see {@link ExportedModel#scales()}
 */
record GoldenOutputs(
    Graph network, double cutoff, List<TaskSpec> tasks, Map<String, Double> scales) {
  /** The network's share of an answer is rarely larger than so many scales. */
  private static final double SHARE = 10;

  /**
   * @param count number of records: of the molecules the network is best conditioned for
   */
  List<GoldenRecord> compute(List<Molecule> molecules, int count) {
    Set<String> wanted = new LinkedHashSet<>();
    for (TaskSpec task : tasks) {
      wanted.addAll(TaskOutputs.withForces(task));
    }
    Graph graph = network.select("golden", wanted);
    List<Map<String, float[]>> exact = run(graph, cutoff, molecules, Precision.FLOAT64);
    List<Map<String, float[]>> rounded = run(graph, cutoff, molecules, Precision.FLOAT32);
    var records = new ArrayList<GoldenRecord>();
    for (int i = 0; i < molecules.size(); i++) {
      records.add(record(molecules.get(i), exact.get(i), rounded.get(i)));
    }
    // Where the network amplifies rounding, a wide tolerance would let wrong answers pass.
    return records.stream()
        .sorted(Comparator.comparingDouble(GoldenOutputs::widestTolerance))
        .limit(count)
        .toList();
  }

  /** Largest tolerance of a record as a share of the output's largest element. */
  private static double widestTolerance(GoldenRecord record) {
    double widest = 0;
    for (GoldenRecord.Expectation expectation : record.expected()) {
      widest =
          Math.max(widest, expectation.tolerance() / GoldenTolerance.largest(expectation.values()));
    }
    return widest;
  }

  /** Largest value that is the network's own. */
  private double size(String output, float[] values) {
    double largest = GoldenTolerance.largest(values);
    Double scale = scales.get(output);
    return scale == null ? largest : Math.min(largest, SHARE * scale);
  }

  private static List<Map<String, float[]>> run(
      Graph graph, double cutoff, List<Molecule> molecules, Precision precision) {
    var batcher = new MoleculeBatcher(cutoff);
    var results = new ArrayList<Map<String, float[]>>();
    try (NDManager manager = NDManager.newBaseManager(ai.djl.Device.cpu(), "PyTorch");
        var executor = new GraphExecutor(graph, manager, precision)) {
      for (Molecule molecule : molecules) {
        try (NDManager step = manager.newSubManager()) {
          Map<String, NDArray> inputs =
              PreparedBatch.toArrays(step, precision, batcher.batch(List.of(molecule)));
          inputs.keySet().retainAll(graph.inputs());
          var values = new HashMap<String, float[]>();
          executor
              .run(step, inputs)
              .forEach((name, array) -> values.put(name, Tensors.toTensor(array).toFloats()));
          results.add(values);
        }
      }
    }
    return results;
  }

  private GoldenRecord record(
      Molecule molecule, Map<String, float[]> exact, Map<String, float[]> rounded) {
    var expected = new ArrayList<GoldenRecord.Expectation>();
    for (TaskSpec task : tasks) {
      addExpectations(expected, task, TaskOutputs.of(task), exact, rounded, GoldenTolerance.VALUES);
      addExpectations(
          expected, task, TaskOutputs.forcesOf(task), exact, rounded, GoldenTolerance.FORCES);
    }
    return new GoldenRecord(molecule, expected);
  }

  /**
   * @param outputs an answer and perhaps its spread
   */
  private void addExpectations(
      List<GoldenRecord.Expectation> expected,
      TaskSpec task,
      List<String> outputs,
      Map<String, float[]> exact,
      Map<String, float[]> rounded,
      double share) {
    // Members err as much as their mean, however close they are: so does their spread.
    double rounding = 0;
    for (String output : outputs) {
      float[] values = Objects.requireNonNull(exact.get(output), output);
      rounding = Math.max(rounding, Math.ulp((float) GoldenTolerance.largest(values)) / 2);
      float[] others = Objects.requireNonNull(rounded.get(output), output);
      rounding = Math.max(rounding, GoldenTolerance.rounding(values, others));
      expected.add(
          new GoldenRecord.Expectation(
              task.name(),
              output,
              values,
              GoldenTolerance.of(size(output, values), rounding, share)));
    }
  }
}
