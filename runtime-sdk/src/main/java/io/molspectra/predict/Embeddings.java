package io.molspectra.predict;

import java.util.Arrays;

/**
 * A feature vector for every molecule, from its structure or its spectra.
 *
 * @param count M
 * @param width C
 * @param values [M, C] row by row
 */
public record Embeddings(int count, int width, float[] values) {

  /** A copy of the vector of one molecule, [C]. */
  public float[] of(int molecule) {
    return Arrays.copyOfRange(values, molecule * width, (molecule + 1) * width);
  }
}
