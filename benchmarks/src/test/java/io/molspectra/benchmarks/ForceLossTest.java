package io.molspectra.benchmarks;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import io.molspectra.features.MoleculeBatch;
import io.molspectra.trainer.execute.InputBuffers;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ForceLossTest {

  @Test
  void trainingOnForcesByOneBackwardPassLowersTheirError() throws IOException {
    MoleculeBatch batch = Batches.features(Batches.molecules(1, 4)).get(0);
    var graph = MemorySoak.forces();
    var buffers = new InputBuffers();
    float[] target = Batches.targets(batch, 1);
    try (NDManager manager = NDManager.newBaseManager();
        Optimised network = Optimised.executed(graph, manager, MemorySoak.FORCE_LOSS)) {
      double first = Double.NaN;
      double last = Double.NaN;
      for (int i = 0; i < 60; i++) {
        try (NDManager step = manager.newSubManager()) {
          last =
              network.train(
                  step,
                  TrainingGraph.inputs(
                      step, buffers, graph, batch, MemorySoak.FORCE_TARGET, target));
        }
        first = i == 0 ? last : first;
      }
      assertTrue(last < 0.98 * first, "loss went from " + first + " to " + last);
    }
  }
}
