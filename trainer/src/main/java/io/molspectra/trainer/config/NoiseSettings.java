package io.molspectra.trainer.config;

/**
 * Noise of the denoising task.
 *
 * @param sigma standard deviation of the noise on each coordinate, angstrom
 */
public record NoiseSettings(double sigma) {

  /**
   * @throws IllegalArgumentException if sigma is not positive
   */
  public NoiseSettings {
    Check.positive("noise.sigma", sigma);
  }
}
