package io.molspectra.trainer.data;

import io.molspectra.trainer.data.SeededRandom.Purpose;
import java.util.BitSet;

/**
 * Which of a molecule's kinds of spectra are shown in a training step. Networks that have always
 * seen all kinds make nothing of a single one.
 */
public final class KindDropout {
  private KindDropout() {}

  /** The generator of one training step. */
  public static SeededRandom generator(long seed, long step) {
    return SeededRandom.of(seed, Purpose.KIND_DROPOUT, step);
  }

  /**
   * Leaves out kinds.
   *
   * @param present the kinds a molecule has
   * @param chance that some are left out; which is drawn evenly from all subsets but none and all
   * @return those shown
   */
  public static BitSet shown(BitSet present, double chance, SeededRandom random) {
    int kinds = present.cardinality();
    if (random.nextDouble() >= chance || kinds < 2) {
      return present;
    }
    var shown = new BitSet();
    while (shown.isEmpty() || shown.cardinality() == kinds) {
      shown.clear();
      for (int kind = present.nextSetBit(0); kind >= 0; kind = present.nextSetBit(kind + 1)) {
        shown.set(kind, random.nextDouble() < 0.5);
      }
    }
    return shown;
  }
}
