package io.molspectra.cli.bench;

import io.molspectra.predict.ModelMetrics;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How fast calls were.
 *
 * @param moleculesPerSecond of all callers together
 * @param medianMillis of a call
 * @param slowMillis only 1 in 100 calls took longer
 * @param fastestMillis of any call
 * @param outside share of the callers' time that was not spent in ONNX Runtime, 0 to 1
 * @param calls how many were counted
 */
public record Speed(
    double moleculesPerSecond,
    double medianMillis,
    double slowMillis,
    double fastestMillis,
    double outside,
    int calls) {

  private static final int FEWEST_CALLS = 3;

  /** Adds up what a model tells of its time. */
  public static final class Clock implements ModelMetrics {
    private final AtomicLong nanos = new AtomicLong();

    @Override
    public void answered(Batch batch) {
      nanos.addAndGet(batch.inference().toNanos());
    }
  }

  /**
   * Calls again and again from several threads. A quarter of the time warms up and is not counted.
   *
   * @param calls one for each thread
   * @param molecules answered by a call
   * @param seconds for all of it; a thread makes at least three calls that count
   * @throws RuntimeException what a call threw
   */
  public static Speed of(Runnable[] calls, int molecules, double seconds, Clock clock) {
    run(calls, seconds / 4);
    clock.nanos.set(0);
    long began = System.nanoTime();
    long[][] nanos = run(calls, seconds * 3 / 4);
    double wall = (System.nanoTime() - began) * 1e-9;
    long[] all = Arrays.stream(nanos).flatMapToLong(Arrays::stream).sorted().toArray();
    double busy = Arrays.stream(all).sum();
    return new Speed(
        all.length * (double) molecules / wall,
        all[all.length / 2] * 1e-6,
        all[Math.min(all.length - 1, all.length * 99 / 100)] * 1e-6,
        all[0] * 1e-6,
        Math.max(0, 1 - clock.nanos.get() / busy),
        all.length);
  }

  private static long[][] run(Runnable[] calls, double seconds) {
    long[][] nanos = new long[calls.length][];
    RuntimeException[] failures = new RuntimeException[1];
    Thread[] threads = new Thread[calls.length];
    for (int t = 0; t < threads.length; t++) {
      int caller = t;
      threads[t] =
          new Thread(
              () -> {
                try {
                  nanos[caller] = repeat(calls[caller], seconds);
                } catch (RuntimeException e) {
                  nanos[caller] = new long[0];
                  failures[0] = e;
                }
              });
      threads[t].start();
    }
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while measuring", e);
    }
    if (failures[0] != null) {
      throw failures[0];
    }
    return nanos;
  }

  private static long[] repeat(Runnable call, double seconds) {
    long[] nanos = new long[64];
    int count = 0;
    long began = System.nanoTime();
    while (count < FEWEST_CALLS || (System.nanoTime() - began) * 1e-9 < seconds) {
      if (count == nanos.length) {
        nanos = Arrays.copyOf(nanos, 2 * count);
      }
      long start = System.nanoTime();
      call.run();
      nanos[count++] = System.nanoTime() - start;
    }
    return Arrays.copyOf(nanos, count);
  }
}
