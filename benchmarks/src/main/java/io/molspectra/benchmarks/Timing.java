package io.molspectra.benchmarks;

import java.util.Arrays;

/**
 * Times of one piece of work.
 *
 * @param seconds of each repetition, ascending
 */
record Timing(double[] seconds) {

  Timing {
    seconds = seconds.clone();
    Arrays.sort(seconds);
  }

  double best() {
    return seconds[0];
  }

  double median() {
    int n = seconds.length;
    return n % 2 == 1 ? seconds[n / 2] : (seconds[n / 2 - 1] + seconds[n / 2]) / 2;
  }

  /**
   * Repeats pieces of work in turn, so that other load on the machine meets all of them alike.
   *
   * @param warmUp rounds that are not counted
   * @param rounds at least so many are counted
   * @param seconds and as many as fit in this time
   */
  static Timing[] inTurn(int warmUp, int rounds, double seconds, Runnable... pieces) {
    for (int i = 0; i < warmUp; i++) {
      for (Runnable piece : pieces) {
        piece.run();
      }
    }
    double[][] times = new double[pieces.length][rounds];
    long begin = System.nanoTime();
    int round = 0;
    while (round < rounds || (System.nanoTime() - begin) * 1e-9 < seconds) {
      for (int p = 0; p < pieces.length; p++) {
        if (round == times[p].length) {
          times[p] = Arrays.copyOf(times[p], 2 * round);
        }
        long start = System.nanoTime();
        pieces[p].run();
        times[p][round] = (System.nanoTime() - start) * 1e-9;
      }
      round++;
    }
    var timings = new Timing[pieces.length];
    for (int p = 0; p < pieces.length; p++) {
      timings[p] = new Timing(Arrays.copyOf(times[p], round));
    }
    return timings;
  }
}
