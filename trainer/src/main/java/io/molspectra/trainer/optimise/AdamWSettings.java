package io.molspectra.trainer.optimise;

/**
 * Constants of {@link AdamW}; the learning rate is given at every step.
 *
 * @param beta1 decay of the first moment, in [0, 1)
 * @param beta2 decay of the second moment, in [0, 1)
 * @param epsilon added to the root of the bias-corrected second moment
 * @param weightDecay decoupled: each step first multiplies a parameter by 1 - rate * weightDecay
 */
public record AdamWSettings(double beta1, double beta2, double epsilon, double weightDecay) {

  /** Betas 0.9 and 0.999, epsilon 1e-8, no weight decay. */
  public static final AdamWSettings DEFAULT = new AdamWSettings(0.9, 0.999, 1e-8, 0);

  /**
   * @throws IllegalArgumentException if a value is out of range
   */
  public AdamWSettings {
    check(beta1 >= 0 && beta1 < 1, "beta1 must lie in [0, 1), got ", beta1);
    check(beta2 >= 0 && beta2 < 1, "beta2 must lie in [0, 1), got ", beta2);
    check(epsilon > 0 && Double.isFinite(epsilon), "epsilon must be positive, got ", epsilon);
    check(
        weightDecay >= 0 && Double.isFinite(weightDecay),
        "weight decay must not be negative, got ",
        weightDecay);
  }

  private static void check(boolean valid, String message, double value) {
    if (!valid) {
      throw new IllegalArgumentException(message + value);
    }
  }
}
