package io.molspectra.trainer.checkpoint;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import java.util.Objects;

/**
 * The state of a run at one step.
 *
 * @param state everything but tensors
 * @param groups group name (letters and digits, "parameters" and "optimiser" say) to named tensors;
 *     the arrays are not copied
 */
public record Checkpoint(TrainingState state, Map<String, Map<String, NDArray>> groups) {

  /**
   * @throws IllegalArgumentException if a group's name cannot be a file name
   */
  public Checkpoint {
    for (String group : groups.keySet()) {
      if (!group.matches("[a-z][a-z0-9_]*")) {
        throw new IllegalArgumentException("not a usable name of a tensor group: " + group);
      }
    }
    groups = Map.copyOf(groups);
  }

  /**
   * The tensors of one group.
   *
   * @throws CheckpointException.Mismatched if there is no such group
   */
  public Map<String, NDArray> group(String name) {
    Map<String, NDArray> tensors = groups.get(name);
    if (tensors == null) {
      throw new CheckpointException.Mismatched(
          "the checkpoint of step %d has no %s, only %s"
              .formatted(state.step(), name, groups.keySet()));
    }
    return tensors;
  }

  /**
   * Copies the values of one group into existing arrays, all or none.
   *
   * @param name of the group
   * @param targets name to array; names, shapes and data types must be the saved ones
   * @throws CheckpointException.Mismatched listing every tensor that differs
   */
  public void copyInto(String name, Map<String, NDArray> targets) {
    Map<String, NDArray> saved = group(name);
    TensorDifferences.between(saved, targets)
        .ifPresent(
            differences -> {
              throw new CheckpointException.Mismatched(
                  "%s of the checkpoint of step %d do not fit: %s"
                      .formatted(name, state.step(), differences));
            });
    saved.forEach(
        (tensor, array) -> array.copyTo(Objects.requireNonNull(targets.get(tensor), tensor)));
  }
}
