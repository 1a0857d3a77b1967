package io.molspectra.trainer.pretrain;

import io.molspectra.trainer.checkpoint.TrainingState.Best;

/**
 * Ends a run whose validations no longer get better. How many were no better follows from the step
 * and the best one, so that a resumed run needs no more than those.
 *
 * @param patience validations in a row without a better one after which the run ends; 0 for never
 * @param validateEvery steps between validations
 */
record EarlyStopping(int patience, int validateEvery) {

  /**
   * @throws IllegalArgumentException if a value is out of range
   */
  EarlyStopping {
    if (patience < 0 || validateEvery < 1) {
      throw new IllegalArgumentException(
          "patience must not be negative and the interval positive, got %d and %d"
              .formatted(patience, validateEvery));
    }
  }

  /**
   * Whether the run is over after a step and its validation. A run without any validation that
   * counts goes on.
   */
  boolean endsAt(long step, Best best) {
    return patience > 0
        && best.step() > 0
        && step / validateEvery - best.step() / validateEvery >= patience;
  }
}
