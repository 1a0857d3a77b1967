package io.molspectra.dynamics;

/**
 * What of a trajectory is kept.
 *
 * @param every steps from one frame to the next
 * @param checkpoint steps from one checkpoint to the next
 * @param forceField name of what gives the forces: a trajectory is not resumed with another
 */
public record Recording(int every, int checkpoint, String forceField) {

  /**
   * @throws IllegalArgumentException if a number is not positive
   */
  public Recording {
    if (every < 1 || checkpoint < 1) {
      throw new IllegalArgumentException(
          "steps between frames and checkpoints must be at least 1, got %d and %d"
              .formatted(every, checkpoint));
    }
  }
}
