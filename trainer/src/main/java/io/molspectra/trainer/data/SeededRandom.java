package io.molspectra.trainer.data;

/**
 * A generator whose sequence is fixed by (seed, purpose, index) on every machine and Java version:
 * the SplitMix64 sequence (Steele, Lea and Flood, 2014) with the polar method for normal numbers.
 * The JDK's generators promise neither across versions. Not thread-safe; make one a task.
 */
public final class SeededRandom {

  /** What the numbers are for: different purposes never share a sequence. */
  public enum Purpose {
    /** Which molecules are held out. */
    SPLIT(1),
    /** Order of the training molecules; the index is the epoch. */
    SHUFFLE(2),
    /** Training noise; the index is the step. */
    NOISE(3),
    /** Validation noise; the index is the molecule's. */
    VALIDATION_NOISE(4),
    /** Initial weights; the index is the parameter's. */
    INITIAL_WEIGHTS(5),
    /** Hidden patches in training; the index is the step. */
    MASK(6),
    /** Hidden patches in validation; the index is the molecule's. */
    VALIDATION_MASK(7),
    /** Samples of a bootstrap; the index is the sample's. */
    BOOTSTRAP(8),
    /** Kinds of spectra left out in training; the index is the step. */
    KIND_DROPOUT(9);

    /** Part of the sequence's definition: never changes, unlike the order of the constants. */
    private final long code;

    Purpose(long code) {
      this.code = code;
    }
  }

  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  private long state;
  private double spare = Double.NaN;

  private SeededRandom(long state) {
    this.state = state;
  }

  /** The sequence of one purpose and index under a seed. */
  public static SeededRandom of(long seed, Purpose purpose, long index) {
    long mixed = mix(seed + GAMMA);
    mixed = mix(mixed ^ purpose.code * GAMMA);
    return new SeededRandom(mix(mixed ^ index * 0xD1B54A32D192ED03L));
  }

  /** 64 random bits. */
  public long nextLong() {
    state += GAMMA;
    return mix(state);
  }

  /** Uniform in [0, 1), with 53 random bits. */
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }

  /** Uniform in [0, bound), without bias; the bound is positive. */
  public int nextInt(int bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("bound must be positive, got " + bound);
    }
    // The remainder is biased only in the last, incomplete run of bound values: draw again there.
    while (true) {
      long bits = nextLong() >>> 1;
      long value = bits % bound;
      if (bits - value + (bound - 1) >= 0) {
        return (int) value;
      }
    }
  }

  /** Normally distributed, mean 0, variance 1. */
  public double nextGaussian() {
    if (!Double.isNaN(spare)) {
      double value = spare;
      spare = Double.NaN;
      return value;
    }
    while (true) {
      double x = 2 * nextDouble() - 1;
      double y = 2 * nextDouble() - 1;
      double square = x * x + y * y;
      if (square < 1 && square > 0) {
        double factor = StrictMath.sqrt(-2 * StrictMath.log(square) / square);
        spare = y * factor;
        return x * factor;
      }
    }
  }

  /** Shuffles in place, every order equally likely. */
  public void shuffle(int[] values) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = nextInt(i + 1);
      int swapped = values[i];
      values[i] = values[j];
      values[j] = swapped;
    }
  }

  private static long mix(long bits) {
    long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
