package io.molspectra.trainer.checkpoint;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.molspectra.trainer.checkpoint.TrainingState.Best;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Small checkpoints whose tensors tell their step. */
final class Checkpoints {

  private Checkpoints() {}

  static Checkpoint ofStep(NDManager manager, long step, Best best) {
    Map<String, NDArray> parameters = new LinkedHashMap<>();
    parameters.put("z.weight", manager.full(new Shape(3, 2), step));
    parameters.put("a.bias", manager.create(new double[] {step, -step / 7.0}));
    Map<String, NDArray> optimiser = new LinkedHashMap<>();
    optimiser.put("count", manager.create(new long[] {step}));
    optimiser.put("scalar", manager.create((float) step));
    return new Checkpoint(
        TrainingState.of(
            step,
            1,
            best,
            "c0ffee",
            "beef",
            Map.of("train_loss", 1.0 / 3, "val_loss", Double.NaN),
            Map.of("noise_normalizer", List.of(0.1, 1e-300, -2.0))),
        Map.of("parameters", parameters, "optimiser", optimiser));
  }

  /** The step that the tensors tell. */
  static long stepOfTensors(Checkpoint checkpoint) {
    return checkpoint.group("optimiser").get("count").toLongArray()[0];
  }
}
