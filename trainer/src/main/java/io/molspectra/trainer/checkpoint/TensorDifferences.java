package io.molspectra.trainer.checkpoint;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says in what two sets of named tensors differ, values apart. */
final class TensorDifferences {

  private static final int LISTED = 8;

  private TensorDifferences() {}

  static Optional<String> between(Map<String, NDArray> saved, Map<String, NDArray> wanted) {
    List<String> differences = new ArrayList<>();
    wanted.forEach(
        (name, array) -> {
          NDArray other = saved.get(name);
          if (other == null) {
            differences.add(name + " is missing");
          } else if (!other.getShape().equals(array.getShape())
              || other.getDataType() != array.getDataType()) {
            differences.add(
                "%s is %s %s, expected %s %s"
                    .formatted(
                        name,
                        other.getDataType(),
                        other.getShape(),
                        array.getDataType(),
                        array.getShape()));
          }
        });
    saved.keySet().stream()
        .filter(name -> !wanted.containsKey(name))
        .forEach(name -> differences.add(name + " is not part of the network"));
    if (differences.isEmpty()) {
      return Optional.empty();
    }
    String more =
        differences.size() > LISTED ? " and %d more".formatted(differences.size() - LISTED) : "";
    return Optional.of(
        String.join("; ", differences.subList(0, Math.min(LISTED, differences.size()))) + more);
  }
}
