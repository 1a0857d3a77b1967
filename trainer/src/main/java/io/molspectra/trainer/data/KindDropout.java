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
   * @param chance of each to be left out
   * @return those shown: at least one, if there is any
   */
  public static BitSet shown(BitSet present, double chance, SeededRandom random) {
    var shown = new BitSet();
    int luckiest = -1;
    double highest = -1;
    for (int kind = present.nextSetBit(0); kind >= 0; kind = present.nextSetBit(kind + 1)) {
      double draw = random.nextDouble();
      shown.set(kind, draw >= chance);
      if (draw > highest) {
        highest = draw;
        luckiest = kind;
      }
    }
    if (luckiest >= 0) {
      shown.set(luckiest);
    }
    return shown;
  }
}
