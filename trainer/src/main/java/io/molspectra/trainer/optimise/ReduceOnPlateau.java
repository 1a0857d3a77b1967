package io.molspectra.trainer.optimise;

import java.util.List;

/**
 * Linear warm-up, then the base rate, multiplied by {@code factor} whenever more than {@code
 * patience} validations in a row were no better than the best one. As in PyTorch, "better" is
 * smaller by at least a ten-thousandth, and NaN never is.
 *
 * <p>Validations under the warm-up only set the best loss: the rate is not yet what they judge.
 */
public final class ReduceOnPlateau implements LearningRateSchedule {
  private static final double LEAST_GAIN = 1e-4;

  private final double base;
  private final long warmupSteps;
  private final double factor;
  private final int patience;
  private final double etaMin;
  private double rate;
  private double best = Double.POSITIVE_INFINITY;
  private int worse;

  /**
   * @param base rate after the warm-up
   * @param warmupSteps W; update s &lt; W uses base * (s + 1) / W; 0 for none
   * @param factor of each reduction, in (0, 1)
   * @param patience validations without gain that are let pass
   * @param etaMin least rate
   * @throws IllegalArgumentException if a value is out of range
   */
  public ReduceOnPlateau(
      double base, long warmupSteps, double factor, int patience, double etaMin) {
    Warmup.check(base, warmupSteps);
    Warmup.checkLeast(base, etaMin);
    if (!(factor > 0 && factor < 1)) {
      throw new IllegalArgumentException("factor must lie between 0 and 1, got " + factor);
    }
    if (patience < 0) {
      throw new IllegalArgumentException("patience must not be negative, got " + patience);
    }
    this.base = base;
    this.warmupSteps = warmupSteps;
    this.factor = factor;
    this.patience = patience;
    this.etaMin = etaMin;
    this.rate = base;
  }

  @Override
  public double rate(long step) {
    return Warmup.covers(step, warmupSteps) ? Warmup.rate(base, step, warmupSteps) : rate;
  }

  @Override
  public void validated(long step, double loss) {
    if (loss < best * (1 - LEAST_GAIN)) {
      best = loss;
      worse = 0;
    } else if (!Warmup.covers(step, warmupSteps) && ++worse > patience) {
      rate = Math.max(rate * factor, etaMin);
      worse = 0;
    }
  }

  /** Rate after the warm-up, best loss, validations since. */
  @Override
  public List<Double> state() {
    return List.of(rate, best, (double) worse);
  }

  @Override
  public void restore(List<Double> state) {
    rate = state.get(0);
    best = state.get(1);
    worse = state.get(2).intValue();
  }
}
