package io.molspectra.network;

/**
 * Form of the contrastive loss between molecules and spectra.
 *
 * @param cosine whether similarity is the cosine, or the inner product
 * @param symmetric whether both directions count, or molecule to spectra alone
 * @param temperature similarities are divided by it; the initial one if it is learned
 * @param learned whether the temperature is a parameter
 */
public record ContrastSettings(
    boolean cosine, boolean symmetric, double temperature, boolean learned) {

  /** Paper, Eq. 7: inner products, both directions, no temperature. */
  public static final ContrastSettings PAPER = new ContrastSettings(false, true, 1, false);

  /** The authors' code: cosines over 0.07, molecule to spectra (facts C.2). */
  public static final ContrastSettings REFERENCE = new ContrastSettings(true, false, 0.07, false);

  /** Ours: cosines, both directions, learned temperature. */
  public static final ContrastSettings MOLSPECTRA = new ContrastSettings(true, true, 0.07, true);

  /**
   * @throws IllegalArgumentException if the temperature is not positive
   */
  public ContrastSettings {
    if (!(temperature > 0) || Double.isInfinite(temperature)) {
      throw new IllegalArgumentException("temperature must be positive, got " + temperature);
    }
  }
}
