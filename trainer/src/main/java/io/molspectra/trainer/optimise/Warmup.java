package io.molspectra.trainer.optimise;

/** The linear warm-up shared by all schedules, and checks of their rates. */
final class Warmup {

  private Warmup() {}

  static void check(double base, long warmupSteps) {
    if (!(base > 0) || Double.isInfinite(base)) {
      throw new IllegalArgumentException("learning rate must be positive, got " + base);
    }
    if (warmupSteps < 0) {
      throw new IllegalArgumentException("warm-up steps must not be negative, got " + warmupSteps);
    }
  }

  static void checkLeast(double base, double least) {
    if (!(least >= 0) || least > base) {
      throw new IllegalArgumentException(
          "final learning rate must lie in [0, %s], got %s".formatted(base, least));
    }
  }

  static boolean covers(long step, long warmupSteps) {
    if (step < 0) {
      throw new IllegalArgumentException("step must not be negative, got " + step);
    }
    return step < warmupSteps;
  }

  static double rate(double base, long step, long warmupSteps) {
    return base * Math.min(1.0, (step + 1.0) / warmupSteps);
  }
}
