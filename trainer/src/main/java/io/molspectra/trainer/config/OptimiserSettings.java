package io.molspectra.trainer.config;

import io.molspectra.trainer.optimise.AdamWSettings;
import java.util.List;

/**
 * AdamW.
 *
 * @param lr peak learning rate
 * @param betas decay of the first and second moment, two values in [0, 1)
 * @param eps added to the root of the second moment
 * @param weightDecay decoupled weight decay
 * @param clipNorm largest global gradient norm; 0 switches clipping off
 */
public record OptimiserSettings(
    double lr, List<Double> betas, double eps, double weightDecay, double clipNorm) {

  /**
   * @throws IllegalArgumentException if a value is out of range
   */
  public OptimiserSettings {
    Check.positive("optimiser.lr", lr);
    Check.require(
        betas != null
            && betas.size() == 2
            && betas.stream().allMatch(beta -> beta != null && beta >= 0 && beta < 1),
        "optimiser.betas",
        "must be two numbers in [0, 1)",
        betas);
    betas = List.copyOf(betas);
    Check.positive("optimiser.eps", eps);
    Check.notNegative("optimiser.weight_decay", weightDecay);
    Check.notNegative("optimiser.clip_norm", clipNorm);
  }

  /** The constants as the optimiser takes them. */
  public AdamWSettings toAdamW() {
    return new AdamWSettings(betas.get(0), betas.get(1), eps, weightDecay);
  }

  /** Largest gradient norm let through: infinite if clipping is off. */
  public double maxGradientNorm() {
    return clipNorm == 0 ? Double.POSITIVE_INFINITY : clipNorm;
  }
}
