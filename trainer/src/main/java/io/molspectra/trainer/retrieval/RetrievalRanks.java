package io.molspectra.trainer.retrieval;

import io.molspectra.trainer.data.SeededRandom;
import java.util.Arrays;

/**
 * At which place each query found its own partner.
 *
 * @param ranks from 1; ties count half, so that a ranking that knows nothing is no better than
 *     chance
 * @param candidates among how many
 */
public record RetrievalRanks(double[] ranks, int candidates) {
  private static final int SAMPLES = 2000;

  /** Ranks of structures asked for by spectra, by the cosine of their embeddings. */
  public static RetrievalRanks of(Embeddings embeddings) {
    int n = embeddings.count();
    double[][] scores = new double[n][n];
    for (int query = 0; query < n; query++) {
      for (int candidate = 0; candidate < n; candidate++) {
        scores[query][candidate] = embeddings.similarity(query, candidate);
      }
    }
    return ofScores(scores);
  }

  /**
   * Ranks by any scores.
   *
   * @param scores [queries][candidates], higher is better; the partner of query i is candidate i
   */
  public static RetrievalRanks ofScores(double[][] scores) {
    double[] ranks = new double[scores.length];
    for (int query = 0; query < ranks.length; query++) {
      double own = scores[query][query];
      double better = 0;
      for (int candidate = 0; candidate < scores[query].length; candidate++) {
        double score = scores[query][candidate];
        if (candidate != query) {
          better += score > own ? 1 : score == own ? 0.5 : 0;
        }
      }
      ranks[query] = 1 + better;
    }
    return new RetrievalRanks(ranks, scores.length);
  }

  /** Share of queries whose partner is among the first k. */
  public double top(int k) {
    return rate(ranks, k);
  }

  /** Mean of 1 / rank. */
  public double meanReciprocalRank() {
    return Arrays.stream(ranks).map(rank -> 1 / rank).average().orElse(Double.NaN);
  }

  /** What {@link #top} is if nothing is known. */
  public double chance(int k) {
    return Math.min(1, k / (double) candidates);
  }

  /**
   * 95 % interval of {@link #top} over samples of the queries drawn with replacement.
   *
   * @return lower and upper end
   */
  public double[] interval(int k, long seed) {
    double[] rates = new double[SAMPLES];
    double[] sample = new double[ranks.length];
    for (int s = 0; s < SAMPLES; s++) {
      var random = SeededRandom.of(seed, SeededRandom.Purpose.BOOTSTRAP, s);
      for (int i = 0; i < sample.length; i++) {
        sample[i] = ranks[random.nextInt(ranks.length)];
      }
      rates[s] = rate(sample, k);
    }
    Arrays.sort(rates);
    return new double[] {
      rates[(int) (0.025 * SAMPLES)], rates[(int) Math.ceil(0.975 * SAMPLES) - 1]
    };
  }

  private static double rate(double[] ranks, int k) {
    return Arrays.stream(ranks).filter(rank -> rank <= k).count() / (double) ranks.length;
  }
}
