package io.molspectra.trainer.retrieval;

import io.molspectra.molecule.Molecule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Retrieval without a network, to compare with: the training molecule whose spectra are most
 * similar stands for the unknown one, and candidates are ranked by how much they resemble it.
 */
public final class NearestSpectrum {
  private static final double BIN = 0.25;
  private static final double RANGE = 6;

  private NearestSpectrum() {}

  /** How two molecules are compared. */
  public enum Likeness {
    /** Number of atoms of each element. */
    FORMULA,
    /** Distances between atoms by their elements, in bins of 0.25 angstrom up to 6. */
    DISTANCES
  }

  /**
   * Ranks of candidates asked for by their spectra.
   *
   * @param known spectra of training molecules as vectors
   * @param asked spectra of the candidates, in the same form
   * @param training molecules of {@code known}
   * @param candidates molecules of {@code asked}
   */
  public static RetrievalRanks ranks(
      float[][] known,
      float[][] asked,
      List<Molecule> training,
      List<Molecule> candidates,
      Likeness likeness) {
    List<Map<String, Double>> described =
        candidates.stream().map(molecule -> describe(molecule, likeness)).toList();
    double[][] scores = new double[asked.length][];
    for (int query = 0; query < asked.length; query++) {
      Map<String, Double> stand = describe(training.get(nearest(known, asked[query])), likeness);
      scores[query] =
          described.stream().mapToDouble(candidate -> -distance(stand, candidate)).toArray();
    }
    return RetrievalRanks.ofScores(scores);
  }

  private static int nearest(float[][] known, float[] asked) {
    int best = 0;
    double highest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < known.length; i++) {
      double product = 0;
      double square = 0;
      for (int k = 0; k < asked.length; k++) {
        product += asked[k] * known[i][k];
        square += known[i][k] * known[i][k];
      }
      double cosine = product / Math.sqrt(Math.max(square, 1e-30));
      if (cosine > highest) {
        highest = cosine;
        best = i;
      }
    }
    return best;
  }

  private static Map<String, Double> describe(Molecule molecule, Likeness likeness) {
    var counts = new HashMap<String, Double>();
    int[] z = molecule.atomicNumbers();
    float[] r = molecule.positions();
    for (int i = 0; i < z.length; i++) {
      if (likeness == Likeness.FORMULA) {
        counts.merge(Integer.toString(z[i]), 1.0, Double::sum);
        continue;
      }
      for (int j = 0; j < i; j++) {
        double distance =
            Math.sqrt(
                Math.pow(r[3 * i] - r[3 * j], 2)
                    + Math.pow(r[3 * i + 1] - r[3 * j + 1], 2)
                    + Math.pow(r[3 * i + 2] - r[3 * j + 2], 2));
        if (distance < RANGE) {
          String key =
              Math.min(z[i], z[j]) + "-" + Math.max(z[i], z[j]) + ":" + (int) (distance / BIN);
          counts.merge(key, 1.0, Double::sum);
        }
      }
    }
    return counts;
  }

  /** Sum of absolute differences. */
  private static double distance(Map<String, Double> a, Map<String, Double> b) {
    double sum = 0;
    for (Map.Entry<String, Double> entry : a.entrySet()) {
      sum += Math.abs(entry.getValue() - b.getOrDefault(entry.getKey(), 0.0));
    }
    for (Map.Entry<String, Double> entry : b.entrySet()) {
      if (!a.containsKey(entry.getKey())) {
        sum += Math.abs(entry.getValue());
      }
    }
    return sum;
  }
}
