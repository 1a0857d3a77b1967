package io.molspectra.trainer.optimise;

/** Learning rate as a function of the step alone, so that resuming needs no state. */
public sealed interface LearningRateSchedule {

  /**
   * Learning rate of one update.
   *
   * @param step 0-based number of the update
   */
  double rate(long step);

  /**
   * The base rate after a linear warm-up.
   *
   * @param base rate after the warm-up
   * @param warmupSteps W; update s &lt; W uses base * (s + 1) / W; 0 for none
   */
  record Constant(double base, long warmupSteps) implements LearningRateSchedule {

    /**
     * @throws IllegalArgumentException if the rate is not positive or the warm-up negative
     */
    public Constant {
      Warmup.check(base, warmupSteps);
    }

    @Override
    public double rate(long step) {
      return Warmup.covers(step, warmupSteps) ? Warmup.rate(base, step, warmupSteps) : base;
    }
  }

  /**
   * Linear warm-up, then half a cosine from the base rate down to {@code etaMin}. The cosine counts
   * from step 0, as the reference's does, so the rate after the warm-up lies slightly below base:
   * rate = etaMin + (base - etaMin) * (1 + cos(pi * step / maxSteps)) / 2.
   *
   * @param base peak rate
   * @param warmupSteps W; update s &lt; W uses base * (s + 1) / W; 0 for none
   * @param maxSteps T, after which the rate stays at etaMin
   * @param etaMin final rate
   */
  record WarmupCosine(double base, long warmupSteps, long maxSteps, double etaMin)
      implements LearningRateSchedule {

    /**
     * @throws IllegalArgumentException if a value is out of range
     */
    public WarmupCosine {
      Warmup.check(base, warmupSteps);
      if (maxSteps <= 0) {
        throw new IllegalArgumentException("max steps must be positive, got " + maxSteps);
      }
      if (!(etaMin >= 0) || etaMin > base) {
        throw new IllegalArgumentException(
            "final learning rate must lie in [0, %s], got %s".formatted(base, etaMin));
      }
    }

    @Override
    public double rate(long step) {
      if (Warmup.covers(step, warmupSteps)) {
        return Warmup.rate(base, step, warmupSteps);
      }
      double progress = Math.min(1.0, (double) step / maxSteps);
      // StrictMath: a resumed run on another machine must see the same bits.
      return etaMin + (base - etaMin) * 0.5 * (1 + StrictMath.cos(Math.PI * progress));
    }
  }
}
