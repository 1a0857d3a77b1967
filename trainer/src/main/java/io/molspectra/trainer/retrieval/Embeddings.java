package io.molspectra.trainer.retrieval;

/** Embeddings of molecules and of their spectra, row m of both belonging together. */
public final class Embeddings {
  private final int count;
  private final int channels;
  private final float[] structures;
  private final float[] spectra;

  /**
   * Zeros to be filled.
   *
   * @param count M, molecules
   * @param channels C, width of an embedding
   */
  public Embeddings(int count, int channels) {
    this.count = count;
    this.channels = channels;
    this.structures = new float[Math.multiplyExact(count, channels)];
    this.spectra = new float[structures.length];
  }

  /** Puts some rows of both, the first at row {@code first}. */
  public void put(int first, float[] someStructures, float[] someSpectra) {
    System.arraycopy(someStructures, 0, structures, first * channels, someStructures.length);
    System.arraycopy(someSpectra, 0, spectra, first * channels, someSpectra.length);
  }

  /** M. */
  public int count() {
    return count;
  }

  /** Cosine of the spectra of one molecule with the structure of another. */
  public double similarity(int spectrum, int structure) {
    double product = 0;
    double left = 0;
    double right = 0;
    for (int c = 0; c < channels; c++) {
      double a = spectra[spectrum * channels + c];
      double b = structures[structure * channels + c];
      product += a * b;
      left += a * a;
      right += b * b;
    }
    return product / Math.max(Math.sqrt(left * right), 1e-30);
  }
}
