package io.molspectra.trainer.optimise;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Map;

/** A gradient holds NaN or infinity: training cannot go on from here. */
public final class NonFiniteGradientException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final List<String> parameters;

  private NonFiniteGradientException(String message, List<String> parameters) {
    super(message);
    this.parameters = parameters;
  }

  /** Names of the parameters whose gradients are not finite; empty if only their norm overflows. */
  public List<String> parameters() {
    return parameters;
  }

  static NonFiniteGradientException naming(Map<String, NDArray> gradients, double norm) {
    List<String> bad =
        gradients.entrySet().stream()
            .filter(entry -> !allFinite(entry.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    String what =
        bad.isEmpty()
            ? "every element is finite but their norm overflows"
            : "%d of %d parameters are affected, first %s"
                .formatted(bad.size(), gradients.size(), bad.get(0));
    return new NonFiniteGradientException(
        "gradient norm is %s: %s. Lower optimiser.lr or set optimiser.clip_norm"
            .formatted(norm, what),
        bad);
  }

  private static boolean allFinite(NDArray array) {
    try (NDArray nan = array.isNaN();
        NDArray infinite = array.isInfinite();
        NDArray bad = nan.logicalOr(infinite);
        NDArray any = bad.any()) {
      return !any.getBoolean();
    }
  }
}
