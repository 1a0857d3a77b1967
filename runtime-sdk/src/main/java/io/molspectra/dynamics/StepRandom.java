package io.molspectra.dynamics;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Random numbers that depend on the seed and the step alone, so that no state need be kept. */
final class StepRandom {

  /** The step of the first velocities, before any of the trajectory. */
  static final long START = -1;

  private StepRandom() {}

  static RandomGenerator of(long seed, long step) {
    // Neighbouring seeds and steps would give overlapping streams: a hash parts them.
    long first = new SplittableRandom(seed).nextLong();
    return new SplittableRandom(
        new SplittableRandom(first ^ (step * 0xD1342543DE82EF95L)).nextLong());
  }
}
