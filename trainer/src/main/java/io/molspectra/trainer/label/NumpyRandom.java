package io.molspectra.trainer.label;

import java.util.ArrayList;
import java.util.List;

/**
 * The numbers of NumPy's {@code default_rng(seed)}, so that splits that others drew with it can be
 * drawn again: PCG64 (O'Neill 2014, XSL-RR 128/64) seeded by SeedSequence, permutations by Fisher
 * and Yates with as many bits as the range needs, drawn again if beyond it.
 */
final class NumpyRandom {

  private static final long MASK32 = 0xffffffffL;
  private static final long MULTIPLIER_HIGH = 0x2360ed051fc65da4L;
  private static final long MULTIPLIER_LOW = 0x4385df649fccf645L;

  private long high;
  private long low;
  private final long incrementHigh;
  private final long incrementLow;

  /** The upper half of the last number, which the next 32 bits are taken from; -1 if used. */
  private long spare = -1;

  private NumpyRandom(long[] seed) {
    incrementHigh = (seed[2] << 1) | (seed[3] >>> 63);
    incrementLow = (seed[3] << 1) | 1;
    step();
    add(seed[0], seed[1]);
    step();
  }

  /**
   * @param seed not negative
   */
  static NumpyRandom of(long seed) {
    if (seed < 0) {
      throw MoleculeSplit.badSplit("NumPy takes no negative seed such as " + seed);
    }
    return new NumpyRandom(SeedSequence.generate(seed));
  }

  /** {@code permutation(n)}. */
  int[] permutation(int n) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    for (int i = n - 1; i > 0; i--) {
      int j = (int) bounded(i);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return order;
  }

  /** Uniform from 0 to the given number, both included: bits are drawn until they are in range. */
  private long bounded(int last) {
    long mask = (Integer.highestOneBit(last) << 1) - 1L & MASK32;
    long value;
    do {
      value = next32() & mask;
    } while (value > last);
    return value;
  }

  private long next32() {
    if (spare >= 0) {
      long result = spare;
      spare = -1;
      return result;
    }
    step();
    long bits = Long.rotateRight(high ^ low, (int) (high >>> 58));
    spare = bits >>> 32;
    return bits & MASK32;
  }

  private void step() {
    long productHigh =
        unsignedHigh(low, MULTIPLIER_LOW) + high * MULTIPLIER_LOW + low * MULTIPLIER_HIGH;
    low *= MULTIPLIER_LOW;
    high = productHigh;
    add(incrementHigh, incrementLow);
  }

  private void add(long otherHigh, long otherLow) {
    long sum = low + otherLow;
    high += otherHigh + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0);
    low = sum;
  }

  private static long unsignedHigh(long a, long b) {
    return Math.multiplyHigh(a, b) + ((a >> 63) & b) + ((b >> 63) & a);
  }

  /** NumPy's SeedSequence with a pool of four words; words are held in the lower half of a long. */
  private static final class SeedSequence {

    private static final int POOL = 4;

    private long constant;
    private final long multiplier;

    private SeedSequence(long constant, long multiplier) {
      this.constant = constant;
      this.multiplier = multiplier;
    }

    /** Four numbers of 64 bits. */
    static long[] generate(long seed) {
      long[] pool = pool(seed);
      SeedSequence hash = new SeedSequence(0x8b51f9ddL, 0x58f38dedL);
      long[] words = new long[4];
      for (int i = 0; i < 8; i++) {
        words[i / 2] |= hash.mix(pool[i % POOL]) << (32 * (i % 2));
      }
      return words;
    }

    private static long[] pool(long seed) {
      List<Long> entropy = new ArrayList<>();
      for (long left = seed; left != 0 || entropy.isEmpty(); left >>>= 32) {
        entropy.add(left & MASK32);
      }
      SeedSequence hash = new SeedSequence(0x43b0d7e5L, 0x931e8875L);
      long[] pool = new long[POOL];
      for (int i = 0; i < POOL; i++) {
        pool[i] = hash.mix(i < entropy.size() ? entropy.get(i) : 0);
      }
      for (int source = 0; source < POOL; source++) {
        for (int target = 0; target < POOL; target++) {
          if (source != target) {
            pool[target] = combine(pool[target], hash.mix(pool[source]));
          }
        }
      }
      return pool;
    }

    private long mix(long word) {
      long value = word ^ constant;
      constant = constant * multiplier & MASK32;
      value = value * constant & MASK32;
      return value ^ (value >>> 16);
    }

    private static long combine(long x, long y) {
      long result = (0xca01f9ddL * x - 0x4973f715L * y) & MASK32;
      return result ^ (result >>> 16);
    }
  }
}
