package io.molspectra.trainer.pilot;

import io.molspectra.network.EgnnSettings;

/**
 * What all runs of a pilot have in common.
 *
 * @param steps updates of a run
 * @param batchSize molecules of an update
 * @param rate peak learning rate; a cosine takes it down to zero
 * @param validateEvery steps between validations; the one with the least error counts
 * @param encoder the 3D encoder
 */
public record PilotSettings(
    long steps, int batchSize, double rate, long validateEvery, EgnnSettings encoder) {

  /**
   * @throws IllegalArgumentException if a number is not positive
   */
  public PilotSettings {
    if (steps < 1 || batchSize < 1 || validateEvery < 1 || !(rate > 0) || rate > 1) {
      throw new IllegalArgumentException(
          "steps, batch size and learning rate must be positive, got %d, %d, %s"
              .formatted(steps, batchSize, rate));
    }
  }

  /**
   * The network of the paper's baseline in a size for few molecules: gates, and atoms that do not
   * move, as Satorras et al. have it for QM9.
   */
  public static PilotSettings of(long steps, int batchSize) {
    var encoder = new EgnnSettings(64, 4, 32, 0, 5, 100, true, false);
    return new PilotSettings(steps, batchSize, 1e-3, Math.max(1, steps / 20), encoder);
  }
}
