package io.molspectra.trainer.export;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.molspectra.bundle.GoldenRecord;
import io.molspectra.bundle.TaskSpec;
import io.molspectra.features.MoleculeBatcher;
import io.molspectra.graph.Graph;
import io.molspectra.molecule.Molecule;
import io.molspectra.network.MoleculeNetwork;
import io.molspectra.trainer.execute.GraphExecutor;
import io.molspectra.trainer.execute.Precision;
import io.molspectra.trainer.pretrain.PreparedBatch;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What the trainer's executor answers for golden molecules, each alone, in float32. */
final class GoldenOutputs {
  /** Share of the largest element that two float32 implementations may differ by. */
  private static final double VALUES = 1e-4;

  /** Derivatives lose a digit. */
  private static final double FORCES = 1e-3;

  private GoldenOutputs() {}

  static List<GoldenRecord> compute(
      Graph network, double cutoff, List<TaskSpec> tasks, List<Molecule> molecules) {
    Set<String> wanted = new LinkedHashSet<>();
    for (TaskSpec task : tasks) {
      wanted.add(task.name());
      if (task.forcesFile() != null) {
        wanted.add(MoleculeNetwork.FORCES);
      }
    }
    var batcher = new MoleculeBatcher(cutoff);
    var records = new ArrayList<GoldenRecord>();
    try (NDManager manager = NDManager.newBaseManager(ai.djl.Device.cpu(), "PyTorch");
        var executor =
            new GraphExecutor(network.select("golden", wanted), manager, Precision.FLOAT32)) {
      for (Molecule molecule : molecules) {
        try (NDManager step = manager.newSubManager()) {
          Map<String, NDArray> inputs =
              PreparedBatch.toArrays(step, Precision.FLOAT32, batcher.batch(List.of(molecule)));
          inputs.keySet().retainAll(executor.graph().inputs());
          records.add(record(molecule, tasks, executor.run(step, inputs)));
        }
      }
    }
    return records;
  }

  private static GoldenRecord record(
      Molecule molecule, List<TaskSpec> tasks, Map<String, NDArray> results) {
    var expected = new ArrayList<GoldenRecord.Expectation>();
    for (TaskSpec task : tasks) {
      expected.add(expectation(task, task.name(), results, VALUES));
      if (task.forcesFile() != null) {
        expected.add(expectation(task, MoleculeNetwork.FORCES, results, FORCES));
      }
    }
    return new GoldenRecord(molecule, expected);
  }

  private static GoldenRecord.Expectation expectation(
      TaskSpec task, String output, Map<String, NDArray> results, double share) {
    float[] values = Objects.requireNonNull(results.get(output), output).toFloatArray();
    double largest = 1e-3;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return new GoldenRecord.Expectation(task.name(), output, values, share * largest);
  }
}
