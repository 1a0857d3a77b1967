package io.molspectra.trainer.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KindDropoutTest {
  private static final int DRAWS = 12_000;

  private static Map<BitSet, Integer> draw(BitSet present, double chance) {
    var counts = new HashMap<BitSet, Integer>();
    SeededRandom random = KindDropout.generator(1, 1);
    for (int i = 0; i < DRAWS; i++) {
      counts.merge(KindDropout.shown(present, chance, random), 1, Integer::sum);
    }
    return counts;
  }

  @Test
  void everySubsetIsShownAsOftenAsAnyOther() {
    BitSet all = BitSet.valueOf(new long[] {0b1011});
    Map<BitSet, Integer> counts = draw(all, 0.3);
    assertEquals(7, counts.size());
    counts.forEach(
        (shown, count) -> {
          double expected = DRAWS * (shown.equals(all) ? 0.7 : 0.05);
          // Five standard deviations of a binomial at most.
          assertEquals(expected, count, 5 * Math.sqrt(expected), shown.toString());
        });
  }

  @Test
  void theOnlyKindIsNeverLeftOut() {
    BitSet one = BitSet.valueOf(new long[] {0b100});
    assertEquals(Map.of(one, DRAWS), draw(one, 0.9));
    assertEquals(Map.of(new BitSet(), DRAWS), draw(new BitSet(), 0.9));
  }

  @Test
  void withoutChanceAllAreShown() {
    BitSet all = BitSet.valueOf(new long[] {0b111});
    assertEquals(Map.of(all, DRAWS), draw(all, 0));
  }
}
