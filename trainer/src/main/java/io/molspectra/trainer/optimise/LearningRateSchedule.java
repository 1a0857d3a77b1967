package io.molspectra.trainer.optimise;

import java.util.List;

/**
 * Learning rate of each step: a function of the step alone, so that resuming needs no state, but
 * for {@link ReduceOnPlateau}, which follows the validations.
 */
public sealed interface LearningRateSchedule
    permits LearningRateSchedule.Constant,
        LearningRateSchedule.WarmupCosine,
        LearningRateSchedule.WarmRestarts,
        ReduceOnPlateau {

  /**
   * Learning rate of one update.
   *
   * @param step 0-based number of the update
   */
  double rate(long step);

  /**
   * Tells of a validation between two updates.
   *
   * @param step number of updates made before
   * @param loss the smaller the better
   */
  default void validated(long step, double loss) {}

  /** What validations have changed, for a checkpoint; empty if they change nothing. */
  default List<Double> state() {
    return List.of();
  }

  /** Goes on with what {@link #state()} told. */
  default void restore(List<Double> state) {}

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
      Warmup.checkLeast(base, etaMin);
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

  /**
   * Linear warm-up, then cosines that each fall from the base rate to {@code etaMin} and start
   * again, every one longer than the last (Loshchilov and Hutter, 2017, Eq. 5). The first counts
   * from step 0, under the warm-up. At step c of a cosine over T steps: rate = etaMin + (base -
   * etaMin) * (1 + cos(pi * c / T)) / 2.
   *
   * @param base peak rate
   * @param warmupSteps W; update s &lt; W uses base * (s + 1) / W; 0 for none
   * @param t0 steps of the first cosine
   * @param tMult how many times longer each is than the one before
   * @param etaMin rate at the end of each
   */
  record WarmRestarts(double base, long warmupSteps, long t0, int tMult, double etaMin)
      implements LearningRateSchedule {

    /**
     * @throws IllegalArgumentException if a value is out of range
     */
    public WarmRestarts {
      Warmup.check(base, warmupSteps);
      Warmup.checkLeast(base, etaMin);
      if (t0 <= 0 || tMult <= 0) {
        throw new IllegalArgumentException(
            "steps of the first cosine and their multiple must be positive, got %d and %d"
                .formatted(t0, tMult));
      }
    }

    @Override
    public double rate(long step) {
      if (Warmup.covers(step, warmupSteps)) {
        return Warmup.rate(base, step, warmupSteps);
      }
      long length = t0;
      long since = step;
      if (tMult == 1) {
        since = step % t0;
      } else {
        while (since >= length) {
          since -= length;
          length *= tMult;
        }
      }
      return etaMin + (base - etaMin) * 0.5 * (1 + StrictMath.cos(Math.PI * since / length));
    }
  }
}
