package io.molspectra.trainer.retrieval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.molecule.Molecule;
import io.molspectra.trainer.retrieval.NearestSpectrum.Likeness;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RetrievalRanksTest {

  @Test
  void ranksCountTheBetterCandidates() {
    double[][] scores = {{0.9, 0.1, 0.5}, {0.8, 0.7, 0.9}, {0.3, 0.2, 0.1}};
    RetrievalRanks ranks = RetrievalRanks.ofScores(scores);
    assertArrayEquals(new double[] {1, 3, 3}, ranks.ranks());
    assertEquals(1 / 3.0, ranks.top(1));
    assertEquals(1, ranks.top(3));
    assertEquals((1 + 1 / 3.0 + 1 / 3.0) / 3, ranks.meanReciprocalRank(), 1e-15);
  }

  @Test
  void aRankingThatKnowsNothingIsNoBetterThanChance() {
    double[][] same = new double[20][20];
    RetrievalRanks ranks = RetrievalRanks.ofScores(same);
    // All in the middle: never among the first few, as good as chance on average.
    assertEquals(10.5, ranks.ranks()[0]);
    assertEquals(0, ranks.top(10));
    assertEquals(0.25, ranks.chance(5));
  }

  @Test
  void embeddingsOfTheSameDirectionFindEachOther() {
    var random = new SplittableRandom(1);
    int n = 30;
    int channels = 8;
    float[] structures = new float[n * channels];
    float[] spectra = new float[n * channels];
    for (int i = 0; i < structures.length; i++) {
      structures[i] = (float) random.nextGaussian();
      // Another length is no matter to a cosine.
      spectra[i] = structures[i] * (3 + i / channels);
    }
    var embeddings = new Embeddings(n, channels);
    embeddings.put(0, structures, spectra);
    assertEquals(1, RetrievalRanks.of(embeddings).top(1));
  }

  @Test
  void theIntervalHoldsTheRateAndNarrowsWithMoreQueries() {
    RetrievalRanks few = alternating(40);
    RetrievalRanks many = alternating(4000);
    double[] wide = few.interval(1, 1);
    double[] narrow = many.interval(1, 1);
    assertTrue(wide[0] < 0.5 && wide[1] > 0.5, () -> wide[0] + " " + wide[1]);
    // The standard deviation of a rate of one half is sqrt(1 / 4n).
    assertEquals(2 * 1.96 * Math.sqrt(0.25 / 40), wide[1] - wide[0], 0.06);
    assertEquals(2 * 1.96 * Math.sqrt(0.25 / 4000), narrow[1] - narrow[0], 0.006);
    assertArrayEquals(wide, few.interval(1, 1));
  }

  private static RetrievalRanks alternating(int n) {
    double[] ranks = new double[n];
    for (int i = 0; i < n; i++) {
      ranks[i] = 1 + i % 2;
    }
    return new RetrievalRanks(ranks, n);
  }

  @Test
  void theNearestSpectrumStandsForTheUnknownMolecule() {
    Molecule water = molecule("water", 8, 1, 1);
    Molecule ammonia = molecule("ammonia", 7, 1, 1, 1);
    Molecule methane = molecule("methane", 6, 1, 1, 1, 1);
    float[][] known = {{1, 0, 0}, {0, 1, 0}};
    // The first looks like the spectrum of water, the second like that of methane.
    float[][] asked = {{0.9f, 0.1f, 0}, {0.2f, 0.9f, 0.1f}, {0.1f, 0, 0.9f}};
    RetrievalRanks ranks =
        NearestSpectrum.ranks(
            known,
            asked,
            List.of(water, methane),
            List.of(water, methane, ammonia),
            Likeness.FORMULA);
    // The third is taken for water, which ammonia resembles less than water does.
    assertArrayEquals(new double[] {1, 1, 2}, ranks.ranks());
    for (Likeness likeness : Likeness.values()) {
      assertEquals(
          1,
          NearestSpectrum.ranks(
                  known, known, List.of(water, methane), List.of(water, methane), likeness)
              .top(1));
    }
  }

  private static Molecule molecule(String id, int... elements) {
    float[] positions = new float[3 * elements.length];
    for (int i = 0; i < elements.length; i++) {
      positions[3 * i] = 1.1f * i;
    }
    return new Molecule(id, elements, positions);
  }
}
