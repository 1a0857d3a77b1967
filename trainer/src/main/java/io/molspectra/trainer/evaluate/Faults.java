package io.molspectra.trainer.evaluate;

import java.util.List;

/**
 * Molecules whose prediction is not finite; no mean contains them.
 *
 * @param count of them
 * @param molecules ids of the first, or numbers from 0 where molecules have no id
 */
public record Faults(int count, List<String> molecules) {

  private static final int MOST_NAMED = 100;

  /** Makes the list unmodifiable. */
  public Faults {
    molecules = List.copyOf(molecules);
  }

  /** Names the first hundred: a model that diverged fails for every molecule. */
  static Faults of(List<String> all) {
    return new Faults(all.size(), all.subList(0, Math.min(MOST_NAMED, all.size())));
  }
}
